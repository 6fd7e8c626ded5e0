package io.dbvouch.cli.command;

import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.Cluster;
import io.dbvouch.target.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch target discover}. */
final class TargetDiscoverCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String profile;

    @Nullable
    String region;

    OutputChoice output = new OutputChoice();

    TargetDiscoverCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "discover", "Ask RDS which PostgreSQL clusters there are.")
                .text("PROFILE", "AWS profile to ask with", value -> profile = value, "--profile")
                .text("REGION", "AWS region to ask in", value -> region = value, "--region")
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        List<Cluster> clusters;
        try (Brokerage brokerage = invocation.open("target discover")) {
            clusters = brokerage.discover(profile, region);
        }
        ResultTable table = new ResultTable(
                Column.text("cluster"),
                Column.text("status"),
                Column.text("version"),
                Column.text("endpoint"),
                Column.text("reader"),
                new Column("iam", ColumnType.BOOLEAN));
        for (Cluster cluster : clusters) {
            Endpoint reader = cluster.reader();
            table.row(
                    cluster.identifier(),
                    cluster.status(),
                    cluster.engineVersion(),
                    cluster.writer().toString(),
                    reader == null ? null : reader.toString(),
                    cluster.iamAuthentication() ? "t" : "f");
        }
        output.print(table, invocation.out());
        if (table.size() == 0) {
            invocation.say("RDS tells of no PostgreSQL clusters there");
        }
        return ExitCode.DONE;
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch target list}. */
final class TargetListCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    Path config;

    OutputChoice output = new OutputChoice();

    TargetListCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "list", "List the configured targets.")
                .path("FILE", "configuration to read, alone", value -> config = value, "--config")
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        TargetRegistry registry = TargetRegistry.load(config, invocation.environment());
        ResultTable table = new ResultTable(
                Column.text("name"), Column.text("where"), Column.text("dbname"), Column.text("profile"));
        for (Target target : registry.targets()) {
            table.row(
                    target.name(),
                    TargetShowCommand.where(target),
                    target.dbname(),
                    target.aws().profile());
        }
        output.print(table, invocation.out());
        if (table.size() == 0) {
            invocation.say("no targets are configured; add one: dbvouch target add NAME --cluster CLUSTER");
        }
        return ExitCode.DONE;
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.ChainInspection.Link;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dbvouch whoami}. */
@Command(
        name = "whoami",
        description = "Show the chain from the person to the database, link by link, and which link is missing.")
final class WhoamiCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "a configured target, or postgresql://host:port/db")
    @Nullable
    String target;

    @Mixin
    TargetArguments arguments = new TargetArguments();

    @Mixin
    OutputChoice output = new OutputChoice();

    WhoamiCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        boolean person = target == null && arguments.host == null;
        Target found = person ? null : arguments.resolve(target, invocation.environment());
        List<Link> links;
        KeyValueTable table = new KeyValueTable();
        try (Brokerage brokerage = invocation.open("whoami")) {
            table.add("ledger", brokerage.ledger().origin());
            links = brokerage.inspect(found, arguments.profile);
        }
        AccessException missing = null;
        for (Link link : links) {
            switch (link) {
                case Link.Holds holds -> add(table, holds);
                case Link.Missing gap -> {
                    table.add(gap.name(), "missing");
                    missing = gap.why();
                }
            }
        }
        output.print(table, invocation.out());
        if (missing != null) {
            throw missing;
        }
        return ExitCode.DONE;
    }

    private void add(KeyValueTable table, Link.Holds link) {
        if (output.json()) {
            String name = link.name().replace('-', '_');
            table.add(name, link.value());
            if (link.until() != null) {
                table.add(name + "_until", link.until().toString());
            }
            if (link.detail() != null) {
                table.add(name + "_detail", link.detail());
            }
            return;
        }
        StringBuilder text = new StringBuilder(link.value());
        if (link.detail() != null) {
            text.append("  ").append(link.detail());
        }
        if (link.until() != null) {
            text.append("  ").append(Times.until(link.until(), invocation.clock()));
        }
        table.add(link.name(), text.toString());
    }
}

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
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch whoami}. */
final class WhoamiCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    OutputChoice output = new OutputChoice();

    WhoamiCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "whoami",
                        "Show the chain from the person to the database, link by link, and which link is missing.")
                .target(value -> target = value)
                .with(arguments)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
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
                    if (output.json()) {
                        // A word in place of a name would be taken for a name.
                        table.add("missing", gap.name().replace('-', '_'));
                    } else {
                        table.add(gap.name(), "missing");
                    }
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

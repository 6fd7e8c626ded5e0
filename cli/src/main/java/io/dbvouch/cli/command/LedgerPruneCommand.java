package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.Client;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.LedgerPruner;
import io.dbvouch.ledger.PrunePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger prune}. */
final class LedgerPruneCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String before;

    @Nullable
    Path exported;

    boolean yes;

    boolean dryRun;

    final LedgerArgument ledger = new LedgerArgument();

    final OutputChoice output = new OutputChoice();

    LedgerPruneCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "prune",
                        "Remove old entries that were exported; their hashes stay, and the ledger verifies.")
                .footer("Whole files of entries go, of 64 MiB each, and never the last one.")
                .text("TIME", "those written before then: 2026-11-22, or 365d ago", value -> before = value, "--before")
                .path(
                        "DIR",
                        "what ledger export --tiles wrote: it has to have every entry that goes",
                        value -> exported = value,
                        "--exported")
                .flag("tell what would go, and remove nothing", value -> dryRun = value, "--dry-run")
                .flag("do not ask", value -> yes = value, "--yes")
                .with(ledger)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Instant time = EntryChoice.time("--before", before, invocation, spec.commandLine());
        if (time == null) {
            throw usage("say what is to go: --before TIME");
        }
        Path folder = ledger.folder(invocation);
        PrunePlan plan = LedgerPruner.plan(folder, time);
        if (plan.entries() == 0 && plan.unfinished() == 0) {
            invocation.say("nothing to prune: the oldest file of entries reaches to " + Times.exact(plan.oldest()));
            return ExitCode.DONE;
        }
        if (!dryRun || exported != null) {
            LedgerPruner.check(folder, plan, exported);
        }
        if (!dryRun) {
            if (!yes) {
                confirm(plan);
                // The answer may have taken a while.
                LedgerPruner.check(folder, plan, exported);
            }
            LedgerPruner.run(folder, plan, invocation.clock(), client());
        }
        output.print(table(plan), invocation.out());
        return ExitCode.DONE;
    }

    private KeyValueTable table(PrunePlan plan) {
        return new KeyValueTable()
                .add(dryRun ? "would_prune" : "pruned", plan.entries())
                .add("files", plan.segments().size() + (long) plan.unfinished())
                .add("bytes", plan.bytes())
                .add("last_id", plan.lastId() == null ? null : plan.lastId().toString())
                .add("remain_from", plan.size());
    }

    private void confirm(PrunePlan plan) throws IOException {
        if (!StandardStream.INPUT.isTerminal()) {
            throw usage("nobody can be asked here: say --yes");
        }
        if (!invocation.confirm("Remove " + plan.entries() + " entries for good?", "y")) {
            throw new AccessException.Failed("nothing was removed");
        }
    }

    private String client() {
        return "{\"client\":"
                + Client.here("ledger prune", invocation.version()).json() + "}";
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.access.Folders;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.LedgerVerifier;
import io.dbvouch.ledger.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dbvouch ledger verify}. */
@Command(
        name = "verify",
        description = "Recompute every hash and check the signature; exit code 8 where something does not fit.")
final class LedgerVerifyCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--ledger", paramLabel = "DIR", description = "another ledger than one's own")
    @Nullable
    Path ledger;

    @Mixin
    OutputChoice output = new OutputChoice();

    LedgerVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Path folder =
                ledger != null ? ledger : Folders.of(invocation.environment()).ledger();
        Verdict verdict = LedgerVerifier.verify(folder);
        KeyValueTable table = new KeyValueTable();
        int exitCode =
                switch (verdict) {
                    case Verdict.Intact intact -> {
                        table.add("verdict", "intact")
                                .add("origin", intact.checkpoint().origin())
                                .add("entries", intact.checkpoint().size())
                                .add("root", intact.checkpoint().root().base64());
                        if (intact.beyond() > 0) {
                            table.add("bytes_beyond_checkpoint", intact.beyond());
                        }
                        yield ExitCode.DONE;
                    }
                    case Verdict.Broken broken -> {
                        table.add("verdict", "broken")
                                .add("part", broken.part().name().toLowerCase(Locale.ROOT))
                                .add("number", broken.number())
                                .add("file", broken.file().toString())
                                .add("offset", broken.offset())
                                .add("problem", broken.problem())
                                .add("expected", broken.expected())
                                .add("found", broken.found());
                        yield ExitCode.LEDGER_REFUSED;
                    }
                };
        output.print(table, invocation.out());
        return exitCode;
    }
}

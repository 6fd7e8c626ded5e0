package io.dbvouch.cli.command;

import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.Evidence;
import io.dbvouch.ledger.KeptCheckpoint;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.ledger.LedgerVerifier;
import io.dbvouch.ledger.ServerLog;
import io.dbvouch.ledger.Verdict;
import io.dbvouch.ledger.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger verify}. */
final class LedgerVerifyCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String vkey;

    @Nullable
    Path checkpoint;

    @Nullable
    Path against;

    @Nullable
    String dbUser;

    @Nullable
    Path proof;

    @Nullable
    Path entry;

    LedgerArgument ledger = new LedgerArgument();

    OutputChoice output = new OutputChoice();

    LedgerVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(
                        this,
                        "verify",
                        "Recompute every hash and check the signature; exit code 8 where something does not fit.")
                .text("KEY", "the ledger's verifier key, as it was kept elsewhere", value -> vkey = value, "--vkey")
                .path(
                        "FILE",
                        "a checkpoint that was kept elsewhere: the ledger has to begin with it",
                        value -> checkpoint = value,
                        "--checkpoint")
                .path(
                        "FILE",
                        "what a server saw as application_name (names, its log, csvlog or jsonlog, an activity"
                                + " stream's events): the ledger has to have each session, and begin with each state",
                        value -> against = value,
                        "--against")
                .text(
                        "USER",
                        "with --against: only sessions of this database user",
                        value -> dbUser = value,
                        "--db-user")
                .path(
                        "FILE",
                        "check a proof of ledger prove, and no ledger; with --vkey, or the key of the ledger",
                        value -> proof = value,
                        "--proof")
                .path(
                        "FILE",
                        "with --proof: the entry, instead of the one that lies in the proof",
                        value -> entry = value,
                        "--entry")
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
        if (proof == null && entry != null) {
            throw usage("--entry goes with --proof");
        }
        if (against == null && dbUser != null) {
            throw usage("--db-user goes with --against");
        }
        if (proof != null && (checkpoint != null || against != null)) {
            throw usage("--proof checks no ledger: leave " + (against != null ? "--against" : "--checkpoint") + " out");
        }
        VerifierKey key = vkey == null ? null : LedgerArgument.key(vkey, spec.commandLine());
        Path folder = ledger.folder(invocation);
        KeyValueTable table = new KeyValueTable();
        int exitCode;
        if (proof != null) {
            exitCode = new ProofCheck(key != null ? key : keyOf(folder), proof, entry).run(table);
        } else {
            Evidence evidence = evidence(key);
            exitCode = print(LedgerVerifier.verify(folder, evidence), evidence.serverLog(), table);
        }
        output.print(table, invocation.out());
        return exitCode;
    }

    private VerifierKey keyOf(Path folder) {
        if (!Files.exists(folder.resolve("key.pub"))) {
            throw usage("a proof is checked with its ledger's key: --vkey KEY");
        }
        return LedgerReader.open(folder).verifierKey();
    }

    private Evidence evidence(@Nullable VerifierKey key) {
        KeptCheckpoint kept = checkpoint == null
                ? null
                : new KeptCheckpoint(checkpoint, LedgerArgument.read(checkpoint, KeptCheckpoint.LONGEST));
        return new Evidence(key, kept, against == null ? null : ServerLog.read(against, dbUser));
    }

    private static int print(Verdict verdict, @Nullable ServerLog server, KeyValueTable table) {
        return switch (verdict) {
            case Verdict.Intact intact -> {
                table.add("verdict", "intact")
                        .add("origin", intact.checkpoint().origin())
                        .add("entries", intact.checkpoint().size())
                        .add("root", intact.checkpoint().root().base64());
                if (intact.pruned() > 0) {
                    table.add("pruned", intact.pruned());
                }
                if (intact.beyond() > 0) {
                    table.add("bytes_beyond_checkpoint", intact.beyond());
                }
                if (server != null) {
                    table.add("witnessed_states", server.states().size()).add("witnessed_entries", server.covered());
                    if (server.unreadable() > 0) {
                        table.add("unreadable_lines", server.unreadable());
                    }
                }
                yield ExitCode.DONE;
            }
            case Verdict.Broken broken -> {
                table.add("verdict", "broken")
                        .add("part", broken.part().word())
                        .add("number", broken.number())
                        .add("file", broken.file().toString())
                        .add("offset", broken.offset())
                        .add("problem", broken.problem())
                        .add("expected", broken.expected())
                        .add("found", broken.found());
                yield ExitCode.LEDGER_REFUSED;
            }
        };
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}

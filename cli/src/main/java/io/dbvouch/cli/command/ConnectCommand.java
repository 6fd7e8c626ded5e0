package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.SessionOpening;
import io.dbvouch.access.StatementFailed;
import io.dbvouch.cli.output.CsvFormat;
import io.dbvouch.cli.output.ResultFormat;
import io.dbvouch.cli.output.ResultPrinter;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.UnalignedFormat;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Interrupts;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dbvouch connect}. */
@Command(
        name = "connect",
        description = "Run SQL in a database, in your own name and on record.",
        footer = {"", "For a prompt, or a script in a file: dbvouch psql TARGET"})
final class ConnectCommand implements Callable<Integer> {
    /** How a session ended that SIGTERM or SIGHUP ended, for the ledger; the signal is the exit code, too. */
    private static final String TERMINATED = "terminated";

    /** How one ended that Ctrl-C ended. */
    private static final String INTERRUPTED = "interrupted";

    private final Invocation invocation;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "a configured target, or postgresql://host:port/db")
    @Nullable
    String target;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SQL",
            description = "run SQL, and end; may be given several times")
    List<String> commands = new ArrayList<>();

    @Mixin
    TargetArguments arguments = new TargetArguments();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the ledger")
    @Nullable
    String reason;

    @Option(names = "--csv", description = "results as CSV")
    boolean csv;

    @Option(
            names = {"-A", "--no-align"},
            description = "results unaligned")
    boolean unaligned;

    @Option(
            names = {"-t", "--tuples-only"},
            description = "rows only")
    boolean tuplesOnly;

    @Option(
            names = {"-x", "--expanded"},
            description = "a line for each value")
    boolean expanded;

    @Option(
            names = {"-q", "--quiet"},
            description = "results only, no command tags")
    boolean quiet;

    @Option(
            names = {"-X", "--no-psqlrc"},
            description = "no start-up file: there is none in any case")
    boolean noStartUpFile;

    ConnectCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        if (commands.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "nothing to run: give -c SQL, or use dbvouch psql for a prompt");
        }
        Target found = arguments.resolve(target, invocation.environment());
        try (Brokerage brokerage = invocation.open("connect");
                Interrupts interrupts = new Interrupts()) {
            SessionOpening opening = brokerage.broker(found.aws().profile()).opening(new AccessRequest(found, reason));
            interrupts.onTermination(opening::abandon);
            try (AccessSession session = opening.open()) {
                return run(session, interrupts);
            }
        }
    }

    private int run(AccessSession session, Interrupts interrupts) throws IOException {
        interrupts.onInterrupt(session::cancel);
        interrupts.onTermination(() -> {
            session.cancel();
            session.close(TERMINATED);
        });
        if (!session.tls().nameMatched() && !quiet) {
            invocation.say("the server's certificate is not for "
                    + session.endpoint().host() + "; verify-ca lets that pass, verify-full would not");
        }
        ResultPrinter printer = new ResultPrinter(format(), sink(), quiet);
        // psql goes on with the next -c after an error, and its exit code is the last one's: what it does is left at
        // that.
        int exitCode = ExitCode.DONE;
        for (String sql : commands) {
            if (interrupts.seen()) {
                // It came too late to stop the statement before.
                session.close(INTERRUPTED);
                return ExitCode.INTERRUPTED;
            }
            SqlReader reader = new SqlReader(invocation, printer, sql);
            try {
                session.run(sql, reader);
                exitCode = ExitCode.DONE;
            } catch (StatementFailed e) {
                if (interrupts.ending()) {
                    session.close(TERMINATED);
                    return ExitCode.INTERRUPTED;
                }
                if (interrupts.seen()) {
                    session.close(INTERRUPTED);
                    return ExitCode.INTERRUPTED;
                }
                reader.failed(e);
                exitCode = ExitCode.FAILED;
            } catch (AccessException e) {
                if (interrupts.ending()) {
                    session.close(TERMINATED);
                    return ExitCode.INTERRUPTED;
                }
                session.close(e instanceof AccessException.Unreachable ? "connection lost" : "error");
                throw e;
            }
        }
        session.close(exitCode == ExitCode.DONE ? "done" : "error");
        return exitCode;
    }

    private ResultFormat format() {
        TableOptions options = TableOptions.DEFAULTS.withTuplesOnly(tuplesOnly).withExpanded(expanded);
        if (csv) {
            return new CsvFormat(options);
        }
        return unaligned ? new UnalignedFormat(options) : ResultFormat.aligned(options);
    }

    private TextSink sink() {
        return StandardStream.OUTPUT.isTerminal() ? new TerminalSafe(invocation.out()) : invocation.out();
    }
}

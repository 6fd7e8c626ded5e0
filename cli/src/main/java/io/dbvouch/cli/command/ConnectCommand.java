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
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch connect}. */
final class ConnectCommand implements Callable<Integer>, Modelled {
    /** How a session ended that SIGTERM or SIGHUP ended, for the ledger; the signal is the exit code, too. */
    private static final String TERMINATED = "terminated";

    /** How one ended that Ctrl-C ended. */
    private static final String INTERRUPTED = "interrupted";

    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    List<String> commands = new ArrayList<>();

    TargetArguments arguments = new TargetArguments();

    @Nullable
    String reason;

    boolean csv;

    boolean unaligned;

    boolean tuplesOnly;

    boolean expanded;

    boolean quiet;

    boolean noStartUpFile;

    ConnectCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "connect", "Run SQL in a database, in your own name and on record.")
                .footer("For a prompt, or a script in a file: dbvouch psql TARGET")
                .target(value -> target = value)
                .texts("SQL", "run SQL, and end; may be given several times", commands, "-c", "--command")
                .with(arguments)
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .flag("results as CSV", value -> csv = value, "--csv")
                .flag("results unaligned", value -> unaligned = value, "-A", "--no-align")
                .flag("rows only", value -> tuplesOnly = value, "-t", "--tuples-only")
                .flag("a line for each value", value -> expanded = value, "-x", "--expanded")
                .flag("results only, no command tags", value -> quiet = value, "-q", "--quiet")
                .flag(
                        "no start-up file: there is none in any case",
                        value -> noStartUpFile = value,
                        "-X",
                        "--no-psqlrc")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
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

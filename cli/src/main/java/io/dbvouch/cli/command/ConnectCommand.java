package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.Brokerage;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Interrupts;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.process.Warmup;
import io.dbvouch.cli.shell.Script;
import io.dbvouch.cli.shell.Script.Action;
import io.dbvouch.cli.shell.Shell;
import io.dbvouch.cli.shell.session.BrokeredSession;
import io.dbvouch.target.Target;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch connect}. */
final class ConnectCommand implements Callable<Integer>, Modelled {
    /** How a session ended that SIGTERM or SIGHUP ended, for the ledger; the signal is the exit code, too. */
    static final String TERMINATED = "terminated";

    /** How one ended that the server or the network ended. */
    static final String LOST = "connection lost";

    /** How one ended that Ctrl-C ended. */
    private static final String INTERRUPTED = "interrupted";

    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    String target;

    TargetArguments arguments = new TargetArguments();

    ScriptOptions options = new ScriptOptions();

    @Nullable
    String reason;

    LimitArguments limits = new LimitArguments();

    ConnectCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "connect", "Run SQL in a database, in your own name and on record.")
                .footer("On a terminal, with nothing to run, there is a prompt. All is as in psql.")
                .target(value -> target = value)
                .with(arguments)
                .text(
                        "USER",
                        "the same as --db-user, for psql's scripts",
                        value -> arguments.dbUser = value,
                        "--username")
                .text("TEXT", "why, for the ledger", value -> reason = value, "--reason")
                .with(limits)
                .with(options)
                .version("dbvouch " + invocation.version(), "show the version", "-V", "--version")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        if (options.password) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "-W: there are no passwords here: people sign in at the identity provider");
        }
        Warmup.forSession();
        Target found = arguments.resolve(target, invocation.environment()).withLimits(limits.limits());
        try (Brokerage brokerage = invocation.open("connect");
                Interrupts interrupts = new Interrupts();
                Prompting prompting = prompting(found)) {
            Sessions sessions = new Sessions(invocation, brokerage, interrupts, found, reason);
            try {
                return run(sessions, interrupts, prompting, found.rules().allowShell());
            } finally {
                sessions.close("error");
            }
        }
    }

    /** Where somebody is there to be asked what to run, as psql sees it; begun early, as it takes its time. */
    private @Nullable Prompting prompting(Target wanted) {
        boolean asked =
                options.actions().isEmpty() && StandardStream.INPUT.isTerminal() && StandardStream.OUTPUT.isTerminal();
        return asked ? new Prompting(invocation, options, wanted.name()) : null;
    }

    private int run(Sessions sessions, Interrupts interrupts, @Nullable Prompting prompting, boolean programs)
            throws IOException {
        AccessSession session = sessions.current();
        if (!session.tls().nameMatched() && !options.quiet) {
            invocation.say("the server's certificate is not for "
                    + session.endpoint().host() + "; verify-ca lets that pass, verify-full would not");
        }
        Invocation on = prompting == null ? invocation : prompting.invocation();
        try (Shell shell = new Shell(
                on,
                sink(on),
                new FileInputStream(FileDescriptor.in),
                new BrokeredSession(session),
                sessions,
                () -> interrupts.seen() || interrupts.ending())) {
            if (programs) {
                shell.allowPrograms();
            }
            int exitCode = prompting == null ? run(shell) : prompting.run(shell, session, interrupts);
            if (interrupts.ending()) {
                sessions.close(TERMINATED);
                return ExitCode.INTERRUPTED;
            }
            if (interrupts.seen()) {
                sessions.close(INTERRUPTED);
                return ExitCode.INTERRUPTED;
            }
            sessions.close(ended(sessions, exitCode));
            return exitCode;
        } catch (AccessException e) {
            if (interrupts.ending()) {
                sessions.close(TERMINATED);
                return ExitCode.INTERRUPTED;
            }
            sessions.close(e instanceof AccessException.Unreachable ? LOST : "error");
            throw e;
        }
    }

    private static String ended(Sessions sessions, int exitCode) {
        if (sessions.current().isLost()) {
            return LOST;
        }
        return exitCode == ExitCode.DONE ? "done" : "error";
    }

    private int run(Shell shell) throws IOException {
        if (StandardStream.INPUT.isTerminal() && StandardStream.OUTPUT.isTerminal()) {
            shell.usePager();
        }
        Script script = new Script(shell);
        String wrong = options.applyTo(script);
        if (wrong != null) {
            if (!wrong.isEmpty()) {
                invocation.say(wrong);
            }
            return ExitCode.FAILED;
        }
        List<Action> actions = options.actions().isEmpty() ? List.of(new Action.StandardInput()) : options.actions();
        return script.run(actions, options.oneTransaction);
    }

    private static TextSink sink(Invocation on) {
        return StandardStream.OUTPUT.isTerminal() ? new TerminalSafe(on.out()) : on.out();
    }
}

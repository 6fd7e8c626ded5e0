package io.dbvouch.cli;

import io.dbvouch.AccessException;
import io.dbvouch.cli.command.DbvouchCommand;
import io.dbvouch.cli.command.DbvouchCommand.Parsed;
import io.dbvouch.cli.output.BrokenPipe;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.process.Arguments;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Failures;
import io.dbvouch.cli.process.Invocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The program's entry: parses, runs one command, and turns what it came to into an exit code. */
public final class Main {
    /** Loaded with {@code --debug} only. */
    private static final class DebugLog {
        /** Kept from the garbage collector, which would take the levels with them. */
        static final List<Logger> LOGGERS =
                List.of(Logger.getLogger("software.amazon.awssdk.request"), Logger.getLogger("org.postgresql"));
    }

    private Main() {}

    /** Runs the program. */
    public static void main(String[] args) {
        if (System.getProperty("org.graalvm.nativeimage.imagecode", "").equals("runtime")) {
            if (!CurrentFolder.exists()) {
                System.err.println("dbvouch: the current folder was deleted\n  try: cd /");
                System.exit(startsAProgram(args) ? ExitCode.CHILD_NOT_STARTED : ExitCode.FAILED);
            }
            NativeExecutable.start();
        }
        System.exit(run(Invocation.ofProcess(), Arguments.asTyped(args)));
    }

    static int run(Invocation invocation, String[] args) {
        Parsed parsed = DbvouchCommand.commandLine(invocation, args);
        CommandLine line = parsed.commandLine();
        SinkWriter help = new SinkWriter(invocation.out());
        line.setOut(new PrintWriter(help, true));
        line.setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, _) -> usage(invocation, e, args));
        line.setExecutionExceptionHandler((e, _, _) -> {
            int code = failed(invocation, parsed.root(), e);
            return startsAProgram(args) ? ExitCode.CHILD_NOT_STARTED : code;
        });
        line.setExecutionStrategy(result -> {
            Integer helped = CommandLine.executeHelpRequest(result);
            if (helped != null) {
                return helped;
            }
            log(parsed.root().verbosity().isDebug());
            return new CommandLine.RunLast().execute(result);
        });
        int exitCode = line.execute(parsed.arguments().toArray(String[]::new));
        IOException lost = help.failure();
        return lost == null ? exitCode : cannotWrite(invocation, lost);
    }

    /** A full disk: one line. A closed pipe: none, and the end that SIGPIPE, which a JVM has switched off, brings others. */
    private static int cannotWrite(Invocation invocation, IOException e) {
        if (BrokenPipe.isReasonOf(e)) {
            return ExitCode.PIPE_CLOSED;
        }
        invocation.say("cannot write: " + e.getMessage());
        return ExitCode.FAILED;
    }

    private static int failed(Invocation invocation, DbvouchCommand root, Exception e) {
        boolean debug = root.verbosity().isDebug();
        return switch (e) {
            case AccessException failure -> {
                new Failures(invocation.err(), invocation.colour())
                        .show(failure, root.verbosity().isVerbose());
                if (debug) {
                    trace(invocation, failure);
                }
                yield ExitCode.of(failure);
            }
            case IOException io -> cannotWrite(invocation, io);
            case InvalidPathException path -> {
                // Such as LC_ALL=C, in which the JDK knows ASCII names only.
                invocation.say("\"" + path.getInput() + "\" is no path in this locale: " + path.getReason());
                invocation.err().println("  try: LC_ALL=C.UTF-8 dbvouch …");
                yield ExitCode.CONFIGURATION;
            }
            default -> {
                invocation.say("this is a defect of dbvouch: " + e);
                if (debug) {
                    trace(invocation, e);
                } else {
                    invocation.err().println("  try: the same with --debug, and report what it prints");
                }
                yield ExitCode.FAILED;
            }
        };
    }

    /** Messages in a trace may be a server's. */
    private static void trace(Invocation invocation, Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        invocation.err().print(TerminalText.lines(text.toString()));
    }

    private static int usage(Invocation invocation, CommandLine.ParameterException e, String[] args) {
        UsageFailure.of(e).show(invocation.err());
        return startsAProgram(args) ? ExitCode.CHILD_NOT_STARTED : ExitCode.USAGE;
    }

    /** Whether an exit code of ours could be taken for that of another program. */
    private static boolean startsAProgram(String... args) {
        String name = DbvouchCommand.meant(List.of(args));
        return name.equals("exec") || name.equals("psql");
    }

    /** Libraries log warnings and worse, which is noise here: what matters of them comes as an exception. */
    private static void log(boolean debug) {
        LogManager.getLogManager().reset();
        if (!debug) {
            return;
        }
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new SafeFormatter());
        for (Logger logger : DebugLog.LOGGERS) {
            logger.setLevel(Level.FINE);
            logger.addHandler(handler);
        }
    }
}

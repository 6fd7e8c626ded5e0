package io.dbvouch.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program {@code sandbox}. stdout is data, stderr is talk. Exit codes: 0 done, 1 failed, 2 usage.
 *
 * <p>A failure is one line on stderr; what is no expected failure brings its stack trace.
 */
@Command(
        name = "sandbox",
        description =
                "A whole company on loopback, to try dbvouch on: identity provider, AWS and a PostgreSQL cluster.",
        mixinStandardHelpOptions = true,
        version = "sandbox 0.1.0",
        subcommands = {UpCommand.class, EnvCommand.class, FaultCommand.class, JournalCommand.class})
public final class Main {
    private Main() {}

    /** Runs the program and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof SandboxException || failure instanceof IOException) {
                command.getErr().println("sandbox: " + failure.getMessage());
                return 1;
            }
            throw failure;
        });
        return line.execute(arguments);
    }

    /** Data on stdout, in UTF-8 with "\n" whatever the locale. */
    static void print(String data) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(data);
        out.flush();
    }
}

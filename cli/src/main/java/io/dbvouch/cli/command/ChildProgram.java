package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessBroker;
import io.dbvouch.access.AccessRequest;
import io.dbvouch.access.Brokerage;
import io.dbvouch.access.Handover;
import io.dbvouch.access.SocketGate;
import io.dbvouch.cli.process.Arguments;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Failures;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.process.KeptVariables;
import io.dbvouch.cli.process.PassedOn;
import io.dbvouch.cli.process.Warmup;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs another program that logs in by itself, with the token in its environment and nowhere else, or by way of a socket that
 * asks for none. Its exit code is passed on; a failure of our own is 125, a program that cannot be run 126, one that is not
 * found 127, as with {@code env}.
 */
final class ChildProgram {
    private static final Pattern SYSTEM_ERROR = Pattern.compile("error[:=] ?\\d+[, (]+([^)]*)");

    private final Invocation invocation;
    private final String command;

    private final ChildArguments arguments;

    /** For {@code exec} or {@code psql}. */
    ChildProgram(Invocation invocation, String command, ChildArguments arguments) {
        this.invocation = invocation;
        this.command = command;
        this.arguments = arguments;
    }

    int run(@Nullable String target, List<String> program, boolean verbose) {
        try {
            int missing = missing(program.getFirst());
            if (missing != 0) {
                return missing;
            }
            refuseWhatCannotBePassedOn(program);
            if (command.equals("psql")) {
                PsqlArguments.check(program.subList(1, program.size()));
            }
            Warmup.forSignatures();
            AccessRequest request = arguments.request(target, invocation.environment());
            try (Brokerage brokerage = invocation.open(command)) {
                AccessBroker broker = brokerage.broker(request.target().aws().profile());
                return arguments.viaSocket()
                        ? viaSocket(program, broker, request)
                        : withToken(program, broker, request);
            }
        } catch (AccessException e) {
            new Failures(invocation.err(), invocation.colour()).show(e, verbose);
            return ExitCode.CHILD_NOT_STARTED;
        }
    }

    private int withToken(List<String> program, AccessBroker broker, AccessRequest request) {
        Handover handover = broker.handOver(request);
        int exitCode = ExitCode.CHILD_NOT_STARTED;
        try {
            exitCode = run(program, handover.removed(), handover.variables());
        } finally {
            handover.close(exitCode);
        }
        return exitCode;
    }

    private int viaSocket(List<String> program, AccessBroker broker, AccessRequest request) {
        try (SocketGate gate = broker.gate(request, invocation.environment())) {
            return run(program, gate.removed(), gate.variables());
        }
    }

    /** The JDK would hand on a question mark for each. */
    private static void refuseWhatCannotBePassedOn(List<String> program) {
        Charset charset = Arguments.localeCharset();
        for (String argument : program) {
            if (!charset.newEncoder().canEncode(argument)) {
                throw new AccessException.Failed(
                                "the locale cannot pass \"" + argument + "\" on to " + program.getFirst())
                        .hint("LC_ALL=C.UTF-8 dbvouch …");
            }
        }
    }

    /** Looked for before anything is put on record: a typo is no access. */
    private int missing(String program) {
        if (program.contains("/")) {
            return runnable(Path.of(program), program);
        }
        for (String folder : invocation.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, program);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return 0;
            }
        }
        invocation.say(program + ": command not found");
        return ExitCode.CHILD_NOT_FOUND;
    }

    private int runnable(Path file, String program) {
        if (!Files.exists(file)) {
            invocation.say(program + ": no such file");
            return ExitCode.CHILD_NOT_FOUND;
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            invocation.say(program + ": cannot be run");
            return ExitCode.CHILD_NOT_RUNNABLE;
        }
        return 0;
    }

    private int run(List<String> program, List<String> removed, Map<String, String> variables) {
        ProcessBuilder builder =
                new ProcessBuilder(KeptVariables.restored(program, invocation.environment())).inheritIO();
        removed.forEach(builder.environment()::remove);
        builder.environment().putAll(variables);
        PassedOn signals = new PassedOn();
        try {
            Process child = builder.start();
            signals.to(child);
            return await(child);
        } catch (IOException e) {
            invocation.say(program.getFirst() + ": cannot be run: " + reason(e));
            return ExitCode.CHILD_NOT_RUNNABLE;
        }
    }

    /** The system's words, out of the JDK's sentence about them. */
    private static String reason(IOException e) {
        Matcher system = SYSTEM_ERROR.matcher(String.valueOf(e.getMessage()));
        return system.find() ? system.group(1) : String.valueOf(e.getMessage());
    }

    private static int await(Process child) {
        while (true) {
            try {
                return child.waitFor();
            } catch (InterruptedException _) {
                // Only the child ends the wait.
            }
        }
    }
}

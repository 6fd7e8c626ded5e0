package io.dbvouch.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Commands that the system's shell runs, as {@code system(3)} and {@code popen(3)} have them run. */
public final class Subshell {
    /** The shell has found no such command. */
    public static final int NOT_FOUND = 127;

    private static final int NOT_EXECUTABLE = 126;
    /** Shells add this to the number of the signal that has ended a command. */
    private static final int SIGNALLED = 128;

    private static final int INTERRUPTED = SIGNALLED + 2;
    private static final long PATIENCE_SECONDS = 1;

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * A shell in a folder.
     *
     * @param environment all that the commands have of variables
     */
    public Subshell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * Runs a command with this process's input and output, until it has ended. Ctrl-C is the command's meanwhile.
     *
     * @return its exit code
     */
    public int run(String command) throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        try (Signals _ = new Signals().on("INT", seen::countDown)) {
            int exitCode = await(start(command, Redirect.INHERIT, Redirect.INHERIT));
            if (exitCode == INTERRUPTED) {
                // A JVM hands a signal on when it gets to it: maybe after the command, which had it too, has ended.
                boolean _ = seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    /** Starts a command that one writes to; what it writes itself goes where this process's output goes. */
    public Process reading(String command) throws IOException {
        return start(command, Redirect.PIPE, Redirect.INHERIT);
    }

    /** Starts a command whose output one reads. */
    public Process writing(String command) throws IOException {
        return start(command, Redirect.INHERIT, Redirect.PIPE);
    }

    private Process start(String command, Redirect input, Redirect output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(KeptVariables.restored(List.of("sh", "-c", command), environment))
                .directory(folder.toAbsolutePath().toFile())
                .redirectInput(input)
                .redirectOutput(output)
                .redirectError(Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end. */
    public static int await(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException _) {
                // Only the command ends the wait.
            }
        }
    }

    /** An exit code in words (PostgreSQL, {@code wait_result_to_str} in {@code src/common/wait_error.c}). */
    public static String words(int exitCode) {
        if (exitCode == NOT_FOUND) {
            return "command not found";
        }
        if (exitCode == NOT_EXECUTABLE) {
            return "command not executable";
        }
        return exitCode > SIGNALLED
                ? "child process was terminated by signal " + (exitCode - SIGNALLED)
                : "child process exited with exit code " + exitCode;
    }
}

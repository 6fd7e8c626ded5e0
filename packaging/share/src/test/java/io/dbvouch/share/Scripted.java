package io.dbvouch.share;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of the machine, run by tests. */
final class Scripted {
    private static final int PATIENCE_SECONDS = 60;

    private Scripted() {}

    /** Whether a program is installed. */
    static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What a program says to standard error, and to standard output where it fails. */
    static String complaints(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", "");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return end(process) == 0 ? said : said + Files.readString(out);
        } finally {
            Files.delete(out);
        }
    }

    /**
     * The lines that a program writes.
     *
     * @param environment in addition to one's own
     * @throws AssertionError where it fails
     */
    static List<String> lines(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = end(process);
        if (exit != 0) {
            throw new AssertionError(command + " ended with " + exit + ":\n" + said);
        }
        return said.lines().toList();
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(process.info() + " does not end");
        }
        return process.exitValue();
    }
}

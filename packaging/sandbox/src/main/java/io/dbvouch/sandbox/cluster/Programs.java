package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of a PostgreSQL, each with a log of its own.
 *
 * @param installation the directory that {@code bin} is in
 * @param logs where the logs go
 */
record Programs(Path installation, Path logs) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TAIL = 10;

    /**
     * Those of an installation that is there.
     *
     * @throws IOException when it is none
     */
    static Programs of(Path installation, Path logs) throws IOException {
        Programs programs = new Programs(installation.toAbsolutePath(), logs);
        for (String needed : List.of("initdb", "pg_ctl", "postgres")) {
            if (!Files.isExecutable(programs.path(needed))) {
                throw new IOException(
                        "there is no PostgreSQL in " + installation + ": " + programs.path(needed) + " cannot be run");
            }
        }
        return programs;
    }

    private Path path(String program) {
        return installation.resolve("bin").resolve(program);
    }

    /** Which version it is. */
    PostgresVersion version() throws IOException {
        run("initdb", "--version");
        return PostgresVersion.parse(Files.readString(log("initdb")));
    }

    /** Starts a program and lets it run. */
    Process start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root: in a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(path(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(program).toFile()))
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        return builder.start();
    }

    /**
     * Runs a program to its end, also when interrupted: it is done in a moment, and half done it would leave processes
     * behind.
     *
     * @throws IOException when it fails, with the end of its log
     */
    void run(String program, String... arguments) throws IOException {
        Process process = start(program, arguments);
        if (!ends(process)) {
            process.destroyForcibly();
            throw new IOException(program + " does not end");
        }
        if (process.exitValue() != 0) {
            throw failed(program);
        }
    }

    /** Waits for a program to end, also when interrupted; tells whether it has. */
    static boolean ends(Process process) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        while (true) {
            try {
                boolean ended = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while PostgreSQL was at work");
                }
                return ended;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    Path log(String program) {
        return logs.resolve(program + ".log");
    }

    /** What to throw when a program has failed. */
    IOException failed(String program) throws IOException {
        List<String> lines = Files.readAllLines(log(program), UTF_8);
        return new IOException(program + " failed: "
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
    }
}

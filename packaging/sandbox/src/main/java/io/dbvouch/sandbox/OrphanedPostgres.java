package io.dbvouch.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the PostgreSQL server of a sandbox that was killed. */
final class OrphanedPostgres {
    private static final int PATIENCE_SECONDS = 5;

    private OrphanedPostgres() {}

    /**
     * Ends the server that a {@code postmaster.pid} names, if it still is one: the number may be another process's by now.
     *
     * <p>Source: the file's first two lines are the process id and the data directory, as PostgreSQL's {@code
     * src/include/utils/pidfile.h} says.
     */
    static void end(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.getFirst().strip().matches("\\d{1,9}")) {
            return;
        }
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(null);
        if (process == null || !isServerOf(process, String.valueOf(pidFile.getParent()))) {
            return;
        }
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // A smart shutdown waits for its clients; a dead sandbox has none that matter.
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isServerOf(ProcessHandle process, String dataDirectory) {
        ProcessHandle.Info info = process.info();
        return info.command().map(command -> command.endsWith("postgres")).orElse(false)
                && info.arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(dataDirectory))
                        .orElse(false);
    }
}

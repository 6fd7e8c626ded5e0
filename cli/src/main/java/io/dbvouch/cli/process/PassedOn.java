package io.dbvouch.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hands signals on to a program that runs in this process's place.
 *
 * <p>What a terminal's keys send, it sends to all of its foreground processes: the program has it already, and is not to have it
 * twice. So there SIGINT and SIGQUIT are not handed on; elsewhere they may have been meant for this process alone.
 *
 * <p>Signals that a JVM keeps for itself are not seen: SIGQUIT on a JVM, SIGUSR1, SIGUSR2.
 */
public final class PassedOn {
    /** Whoever signals a whole group signals the program too: it is given the time to end by that. */
    private static final long PATIENCE_MILLIS = 200;

    private final CompletableFuture<Process> program = new CompletableFuture<>();

    /** From now on; what comes before the program is there is handed on as soon as it is. */
    public PassedOn() {
        new Signals()
                .on("TERM", () -> send("TERM"))
                .on("HUP", () -> send("HUP"))
                .on("CONT", () -> send("CONT"))
                // Nothing is put back when the program has ended: its Ctrl-C may get here after its end, which is then
                // still to be put on record.
                .on("INT", () -> sendUnlessTyped("INT"))
                .on("QUIT", () -> sendUnlessTyped("QUIT"));
    }

    /** It is there. */
    public void to(Process started) {
        program.complete(started);
    }

    private void sendUnlessTyped(String signal) {
        if (!isForeground()) {
            try {
                if (program.join().waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            send(signal);
        }
    }

    private void send(String signal) {
        Process to = program.join();
        if (signal.equals("TERM")) {
            to.destroy();
        } else if (to.isAlive()) {
            try {
                Signals.send(signal, to.pid());
            } catch (IOException _) {
                // Without a shell there is what ends a program in any case.
                to.destroy();
            }
        }
    }

    /** Whether this process is among those that a terminal's keys signal: {@code proc_pid_stat(5)}, pgrp and tpgid. */
    private static boolean isForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The second field, in parentheses, may hold anything.
            String[] rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return rest[2].equals(rest[5]);
        } catch (IOException _) {
            return true;
        }
    }
}

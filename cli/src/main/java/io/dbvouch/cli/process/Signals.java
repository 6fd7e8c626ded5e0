package io.dbvouch.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What signals do, until this is closed. The JDK has no supported way to see a signal without ending; this one, in the module
 * {@code jdk.unsupported}, is what it offers (JEP 260 keeps it).
 */
public final class Signals implements AutoCloseable {
    private final Deque<Runnable> undo = new ArrayDeque<>();

    /**
     * Runs {@code action}, on a thread of its own, whenever the signal comes. An action that does nothing is not the same as
     * ignoring a signal: programs that are started meanwhile do not inherit it.
     */
    public Signals on(String name, Runnable action) {
        sun.misc.Signal signal = new sun.misc.Signal(name);
        try {
            sun.misc.SignalHandler before = sun.misc.Signal.handle(signal, _ -> action.run());
            undo.push(() -> sun.misc.Signal.handle(signal, before));
        } catch (IllegalArgumentException _) {
            // The JVM keeps some for itself, such as SIGQUIT for its thread dumps: those stay as they are.
            return this;
        }
        return this;
    }

    /**
     * Sends a signal to a process, or with 0 to the whole group that this one is in. The JDK can send no other than SIGTERM and
     * SIGKILL; every shell has {@code kill}.
     *
     * @return what sends it
     * @throws IOException where there is no shell
     */
    public static Process send(String name, long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    /** Puts everything back. */
    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}

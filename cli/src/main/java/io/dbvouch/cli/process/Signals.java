package io.dbvouch.cli.process;

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

    /** Puts everything back. */
    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}

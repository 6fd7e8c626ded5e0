package io.dbvouch.cli.process;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while something runs: the first one stops what runs, in good order; the second one ends the program. Being told to
 * end (SIGTERM, SIGHUP, and SIGQUIT, which Ctrl-\\ is) puts that on record first.
 */
public final class Interrupts implements AutoCloseable {
    private final AtomicBoolean seen = new AtomicBoolean();
    private volatile boolean ending;
    private volatile Runnable stop = () -> Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
    private volatile Runnable atEnd = () -> {};
    private volatile @Nullable BooleanSupplier typing;
    private final Signals signals = new Signals();
    private final Thread hook = Thread.ofPlatform().unstarted(() -> {
        ending = true;
        atEnd.run();
    });

    /** From now on; until there is something to stop, Ctrl-C ends the program. */
    public Interrupts() {
        signals.on("INT", () -> {
            BooleanSupplier whileTyping = typing;
            if (whileTyping != null && whileTyping.getAsBoolean()) {
                return;
            }
            if (seen.getAndSet(true) && whileTyping == null) {
                Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
            }
            stop.run();
        });
        // A JVM keeps it for itself, and does not end.
        signals.on("QUIT", () -> Runtime.getRuntime().exit(ExitCode.QUIT));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What the first Ctrl-C does. It runs on a thread of its own. */
    public void onInterrupt(Runnable action) {
        stop = action;
    }

    /**
     * There is a prompt: no Ctrl-C ends the program. Each is for whoever types, else it stops what runs.
     *
     * @param whileTyping true where somebody types, and has been told
     */
    public void prompt(BooleanSupplier whileTyping) {
        typing = whileTyping;
    }

    /** Whoever types is to look up from it, as after Ctrl-C: there is something new. False where nobody does. */
    public boolean wake() {
        BooleanSupplier whileTyping = typing;
        return whileTyping != null && whileTyping.getAsBoolean();
    }

    /** What there was of Ctrl-C has done what it was for. */
    public void clear() {
        seen.set(false);
    }

    /** What is done when the program is told to end. */
    public void onTermination(Runnable action) {
        atEnd = action;
    }

    /** Whether there was a Ctrl-C. */
    public boolean seen() {
        return seen.get();
    }

    /** Whether the program has been told to end: what fails then, fails of that, and nothing new is begun. */
    public boolean ending() {
        return ending;
    }

    /** Back to what was before. Where the program is ending, what is done then is done when this returns. */
    @Override
    public void close() {
        signals.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            await(hook);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

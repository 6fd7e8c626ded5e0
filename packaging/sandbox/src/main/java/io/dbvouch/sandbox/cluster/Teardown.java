package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has to be undone, last thing first, exactly once: on {@link #close()} or when the JVM ends (SIGTERM, SIGINT),
 * whichever comes first.
 */
final class Teardown implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Thread hook = new Thread(this::runAtExit, "cluster-teardown");
    private boolean closed;

    /** One thing to undo. */
    @FunctionalInterface
    interface Step {
        void undo() throws IOException;
    }

    private Teardown() {}

    /** A teardown that the end of the JVM sets off. */
    static Teardown armed() {
        Teardown teardown = new Teardown();
        Runtime.getRuntime().addShutdownHook(teardown.hook);
        return teardown;
    }

    /** Adds a step. When all is being undone already, it is undone at once. */
    void add(Step step) throws IOException {
        lock.lock();
        try {
            if (!closed) {
                steps.push(step);
                return;
            }
        } finally {
            lock.unlock();
        }
        step.undo();
        throw new IOException("the sandbox is shutting down");
    }

    private void runAtExit() {
        try {
            close();
        } catch (IOException e) {
            System.Logger logger = System.getLogger(Teardown.class.getName());
            logger.log(System.Logger.Level.WARNING, "something was left behind", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            disarm();
            undoAll();
        } finally {
            lock.unlock();
        }
    }

    private void disarm() {
        if (Thread.currentThread().equals(hook)) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook then waits for the lock and finds nothing left to do.
        }
    }

    private void undoAll() throws IOException {
        IOException failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().undo();
            } catch (IOException | RuntimeException e) {
                if (failure == null) {
                    failure = new IOException("something of the cluster was left behind", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

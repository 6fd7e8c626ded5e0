package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has to be undone, last thing first, exactly once: on {@link #close()} or when the JVM ends (SIGTERM, SIGINT),
 * whichever comes first.
 *
 * <p>While things are still being set up, the end of the JVM interrupts the thread that does so, and leaves the undoing to
 * it: nothing is undone and done at the same time.
 */
public final class Teardown implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Thread hook = new Thread(this::runAtExit, "cluster-teardown");
    private final Thread starter = Thread.currentThread();
    private final CountDownLatch starting = new CountDownLatch(1);

    /** One thing to undo. */
    @FunctionalInterface
    public interface Step {
        void undo() throws IOException;
    }

    private Teardown() {}

    /** A teardown that the end of the JVM sets off; this thread sets up what is to be undone. */
    public static Teardown armed() {
        Teardown teardown = new Teardown();
        Runtime.getRuntime().addShutdownHook(teardown.hook);
        return teardown;
    }

    /** Something more to undo, before all that was added earlier. */
    public void add(Step step) {
        lock.lock();
        try {
            steps.push(step);
        } finally {
            lock.unlock();
        }
    }

    /** Everything is set up: this thread is of no interest any more. */
    public void started() {
        lock.lock();
        try {
            starting.countDown();
        } finally {
            lock.unlock();
        }
    }

    private void runAtExit() {
        try {
            interruptStart();
            if (!starting.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("a start that cannot be interrupted");
            }
            close();
        } catch (IOException e) {
            System.Logger logger = System.getLogger(Teardown.class.getName());
            logger.log(System.Logger.Level.WARNING, "something was left behind", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interruptStart() {
        lock.lock();
        try {
            if (starting.getCount() > 0) {
                starter.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Undoes everything, also in a thread that was interrupted. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            undoAll();
        } finally {
            // Not before: an end of the JVM that comes while this is under way has to wait for it.
            disarm();
            starting.countDown();
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void disarm() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook then finds nothing left to do.
        }
    }

    private void undoAll() throws IOException {
        IOException failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().undo();
            } catch (IOException | RuntimeException e) {
                if (failure == null) {
                    failure = new IOException("something of the sandbox was left behind", e);
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

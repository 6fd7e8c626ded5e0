package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Waits for the network in a way that can be interrupted, as reading from a socket cannot be. What has been sent is left to a
 * thread of its own until it is answered or its time is over; it is not tried again, and what comes of it is dropped.
 */
public final class Interruptibly {
    private Interruptibly() {}

    /**
     * What {@code work} gives or throws.
     *
     * @throws AccessException.Interrupted if the thread is interrupted; its interrupt status is cleared
     */
    public static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread worker = DaemonThreads.named("iam-identity-center").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            throw new AccessException.Interrupted("interrupted while waiting for IAM Identity Center");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}

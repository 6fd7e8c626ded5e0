package io.dbvouch.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: while one batch is being forced, requests gather, and the thread of the first of them appends all of them as
 * the next batch, with one force. A single thread finds nobody before it and appends at once, in its own thread.
 */
final class AppendQueue {
    /** So that no batch holds the lock for long. */
    private static final int MOST_AT_ONCE = 512;

    /** What appends a batch: it completes every request. */
    @FunctionalInterface
    interface Appender {
        /** Appends what the requests hold, in order. */
        void append(List<AppendRequest> batch);
    }

    private final Appender appender;
    private final Queue<AppendRequest> waiting = new ArrayDeque<>();
    private boolean led;
    private boolean closed;

    AppendQueue(Appender appender) {
        this.appender = appender;
    }

    /** Appends, alone or together with what other threads want appended. */
    List<Appended> append(List<Draft> drafts) {
        AppendRequest request = new AppendRequest(drafts);
        if (enter(request) || request.awaitLead()) {
            lead();
        }
        return request.result();
    }

    /** True if the request's thread is to lead. */
    private synchronized boolean enter(AppendRequest request) {
        if (closed) {
            throw new IllegalStateException("the ledger is closed");
        }
        waiting.add(request);
        boolean first = !led;
        led = true;
        return first;
    }

    private void lead() {
        List<AppendRequest> batch = new ArrayList<>();
        try {
            synchronized (this) {
                while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
                    batch.add(waiting.remove());
                }
            }
            appender.append(batch);
        } finally {
            AppendRequest next = next();
            if (next != null) {
                next.lead();
            }
            for (AppendRequest request : batch) {
                if (!request.isDone()) {
                    request.fail(new IllegalStateException("the append was given up"));
                }
                request.wake();
            }
        }
    }

    private synchronized @Nullable AppendRequest next() {
        AppendRequest next = waiting.peek();
        led = next != null;
        if (!led) {
            notifyAll();
        }
        return next;
    }

    /** Takes no more requests, and waits for those that are on their way. An interrupt does not end the waiting. */
    synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (led) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.dbvouch.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what goes on in a session beside its results: one thread at a time adds, others read. */
final class Tally implements SimpleQuery.Session {
    private final Runnable stop;
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final List<Notification> notifications = new ArrayList<>();

    Tally(Runnable stop) {
        this.stop = stop;
    }

    @Override
    public void statement(boolean hasFailed) {
        statements.incrementAndGet();
        if (hasFailed) {
            failed.incrementAndGet();
        }
    }

    @Override
    public void row() {
        // Only one thread counts, so no other one's row is lost; this is in the way of every row.
        rows.setPlain(rows.getPlain() + 1);
    }

    @Override
    public void notification(Notification notification) {
        synchronized (notifications) {
            notifications.add(notification);
        }
    }

    @Override
    public void cancel() {
        stop.run();
    }

    /** For what is none of the person's. */
    SimpleQuery.Session uncounted() {
        return new SimpleQuery.Session() {
            @Override
            public void statement(boolean hasFailed) {}

            @Override
            public void row() {}

            @Override
            public void notification(Notification notification) {
                Tally.this.notification(notification);
            }

            @Override
            public void cancel() {
                Tally.this.cancel();
            }
        };
    }

    /** Those that came since this was asked last. */
    List<Notification> takeNotifications() {
        synchronized (notifications) {
            List<Notification> all = List.copyOf(notifications);
            notifications.clear();
            return all;
        }
    }

    Traffic traffic(long received, long sent) {
        return new Traffic(statements.get(), failed.get(), rows.get(), received, sent);
    }
}

package io.dbvouch.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what goes on in a session beside its results: one thread at a time adds, others read. */
final class Tally implements SimpleQuery.Session {
    private final Runnable stop;
    private long statements;
    private long failed;
    /** Something was sent, and how the last of it has ended nobody has heard. */
    private boolean unheard;

    private final AtomicLong rows = new AtomicLong();
    private final List<Notification> notifications = new ArrayList<>();

    Tally(Runnable stop) {
        this.stop = stop;
    }

    /** From before it is sent until its end is heard, a statement is one that has failed: the session may be closed meanwhile. */
    Runnable counting(Runnable send) {
        return () -> {
            synchronized (this) {
                unheard = true;
            }
            send.run();
        };
    }

    @Override
    public synchronized void statement(boolean hasFailed, boolean last) {
        statements++;
        if (hasFailed) {
            failed++;
        }
        unheard &= !last;
    }

    @Override
    public synchronized void over() {
        unheard = false;
    }

    @Override
    public synchronized void leftUnheard() {
        if (unheard) {
            statement(true, true);
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
            public void statement(boolean hasFailed, boolean last) {}

            @Override
            public void over() {}

            @Override
            public void leftUnheard() {}

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

    synchronized Traffic traffic(long received, long sent) {
        int more = unheard ? 1 : 0;
        return new Traffic(statements + more, failed + more, rows.get(), received, sent);
    }
}

package io.dbvouch.access;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what one thread at a time does, for others to read. */
final class Tally implements SimpleQuery.Counter {
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

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

    Traffic traffic(long received, long sent) {
        return new Traffic(statements.get(), failed.get(), rows.get(), received, sent);
    }
}

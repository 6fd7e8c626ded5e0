package io.dbvouch.search;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tells what is appended to a ledger, by any process, once its checkpoint covers it.
 *
 * <p>It looks at the checkpoint every quarter of a second, which is one small file. The alternative, {@link
 * java.nio.file.WatchService}, is a library of its own in a native executable, is polling of the whole folder itself on some
 * systems, sees nothing of what other machines write to a shared folder, and can lose events, so that it would have to look
 * now and then in any case.
 */
public final class LedgerTail {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Path ledger;
    private long next;

    /** What comes after the first {@code next} entries. */
    public LedgerTail(Path ledger, long next) {
        this.ledger = ledger;
        this.next = next;
    }

    /** What is to be done between two looks. */
    public interface Batch {
        /** Everything that was found has been told. */
        void end() throws IOException;
    }

    /**
     * Tells what is new until the thread is interrupted, or {@code sink} fails.
     *
     * @throws AccessException.LedgerRefused if the ledger cannot be read, or has fewer entries than it had
     */
    public void follow(EntryFilter filter, LedgerSearch.Sink sink, Batch batch)
            throws IOException, InterruptedException {
        while (true) {
            if (look(filter, sink)) {
                batch.end();
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Tells what is new now. False if nothing is. */
    boolean look(EntryFilter filter, LedgerSearch.Sink sink) throws IOException {
        LedgerReader reader = LedgerReader.open(ledger);
        if (reader.size() < next) {
            throw new AccessException.LedgerRefused("the ledger has " + reader.size() + " entries, and had " + next)
                    .evidence("ledger", ledger)
                    .hint("dbvouch ledger verify");
        }
        if (reader.size() == next) {
            return false;
        }
        // Few entries, in the last blocks: no summaries are needed.
        try (LedgerSearch search = new LedgerSearch(reader, null)) {
            search.each(filter, next, sink);
        }
        next = reader.size();
        return true;
    }
}

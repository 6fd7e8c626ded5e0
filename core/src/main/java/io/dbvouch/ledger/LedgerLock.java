package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to append, held by one thread of one process at a time. Waiting for it ends after a while, for who holds it may
 * have been stopped; it does not end when the thread is interrupted, so that an interrupted thread can still put on record
 * how its session ended.
 */
final class LedgerLock {
    /** Ample: who holds the lock appends one batch, which takes milliseconds. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ProcessLock.Place place;

    /** The lock of a folder that is there. */
    LedgerLock(LedgerFolder folder) throws IOException {
        place = ProcessLock.place(folder.lock());
    }

    /** Waits for the lock, as long as is reasonable. */
    ProcessLock acquire() throws IOException {
        return acquire(LONGEST_WAIT);
    }

    /**
     * Waits for the lock.
     *
     * @throws AccessException.LedgerRefused if it cannot be had within {@code wait}
     */
    ProcessLock acquire(Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        // Set, it would end the waiting at once.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    Optional<ProcessLock> held =
                            ProcessLock.await(place, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
                    return held.orElseThrow(() -> busy(place.file()));
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static AccessException busy(Path file) {
        return new AccessException.LedgerRefused("the ledger is in use by another process")
                .evidence("file", file)
                .hint("fuser -v " + file);
    }
}

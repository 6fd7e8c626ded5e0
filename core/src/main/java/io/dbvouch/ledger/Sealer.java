package io.dbvouch.ledger;

import io.dbvouch.DaemonThreads;
import io.dbvouch.ProcessLock;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Seals what was appended, shortly after, in a thread of its own: many entries share one signature, and nobody waits for it.
 */
final class Sealer implements Runnable, AutoCloseable {
    /** How long entries wait for others to be sealed with. Readers see them after this. */
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** So many do not wait. */
    private static final int ENOUGH = 16 * MerkleTree.TILE_WIDTH;

    /** So many unsealed entries are too many to append more: an opener has to read them all. */
    private static final int TOO_MANY = 8 * ENOUGH;

    /** How long after a failure it is tried again. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LedgerFolder folder;
    private final LedgerLock lock;
    private final SigningKey key;
    private final HeadKey headKey;
    private final ReentrantLock sealing = new ReentrantLock();
    private @Nullable Growth growth;
    private @Nullable Checkpoint state;
    private @Nullable Thread thread;
    private boolean failed;
    private boolean closed;

    Sealer(LedgerFolder folder, LedgerLock lock, SigningKey key) {
        this.folder = folder;
        this.lock = lock;
        this.key = key;
        // Its own: the appends' is used under the lock, and this one before it is taken too.
        headKey = key.headKey();
    }

    /** To be sealed in a while: entries that are durable, and the state with them. */
    synchronized void add(Growth next, Checkpoint stateWithThem) {
        if (growth == null || growth.end() != next.first()) {
            // What is before them was sealed when the end of the ledger was read anew.
            growth = next;
        } else {
            growth.add(next);
        }
        state = stateWithThem;
        if (thread == null && !closed) {
            thread = started();
        } else if (growth.count() == next.count() || growth.count() >= ENOUGH) {
            notifyAll();
        }
    }

    /** Null where the system has no thread to give: then the next append tries again, and {@link #close} seals. */
    private @Nullable Thread started() {
        try {
            return DaemonThreads.named("ledger-sealer").start(this);
        } catch (OutOfMemoryError _) {
            return null;
        }
    }

    /** Before an append: seals first, where it could not be done before, or where too much is unsealed. */
    void beforeAppend() throws IOException {
        boolean now;
        synchronized (this) {
            now = failed || (growth != null && growth.count() >= TOO_MANY);
        }
        if (now) {
            seal();
        }
    }

    /** Seals what there is to seal. */
    void seal() throws IOException {
        sealing.lock();
        try {
            Growth taken;
            Checkpoint sealed;
            synchronized (this) {
                if (growth == null || state == null) {
                    return;
                }
                taken = growth;
                sealed = state;
                growth = null;
                state = null;
            }
            boolean done = false;
            try {
                Seal seal = Seal.prepare(folder, key, headKey, taken, sealed);
                try (ProcessLock _ = lock.acquire()) {
                    seal.place();
                }
                done = true;
            } finally {
                finished(done, taken, sealed);
            }
        } finally {
            sealing.unlock();
        }
    }

    private synchronized void finished(boolean done, Growth taken, Checkpoint sealed) {
        failed = !done;
        if (!done) {
            if (growth == null) {
                growth = taken;
                state = sealed;
            } else if (growth.first() == taken.end()) {
                taken.add(growth);
                growth = taken;
            }
        }
    }

    /** What the thread does. */
    @Override
    public void run() {
        while (awaitWork()) {
            sealQuietly();
        }
    }

    /** What fails is kept and tried again: by the thread, and before the next append, which then tells of it. */
    private void sealQuietly() {
        try {
            seal();
        } catch (IOException | RuntimeException _) {
            return;
        }
    }

    /** False when there is nothing more to do. */
    private synchronized boolean awaitWork() {
        long since = System.nanoTime();
        while (!closed) {
            long wait = Long.MAX_VALUE;
            if (growth == null) {
                since = System.nanoTime();
            } else {
                wait = since + (failed ? RETRY_NANOS : DELAY_NANOS) - System.nanoTime();
                if (wait <= 0 || (!failed && growth.count() >= ENOUGH)) {
                    return true;
                }
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, wait);
            } catch (InterruptedException _) {
                // Nobody interrupts this thread. Without it there is still close().
                return false;
            }
        }
        return false;
    }

    /**
     * Seals what there is to seal, and ends. If that fails, who opens the ledger next does it: the entries are durable, and
     * the head tells of them.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        sealQuietly();
    }
}

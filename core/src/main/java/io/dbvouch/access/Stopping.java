package io.dbvouch.access;

import io.dbvouch.DaemonThreads;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a session, and how it is stopped. A request to stop is for what runs when it is made: nothing else is begun until
 * the server has passed it on, or the next statement might be what it stops.
 */
final class Stopping {
    /** How long a server may take to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WireConnection wire;
    private final Cancellation cancellation;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Running running;
    private volatile Instant idleSince;

    Stopping(WireConnection wire, Cancellation cancellation, InstantSource clock) {
        this.wire = wire;
        this.cancellation = cancellation;
        this.clock = clock;
        this.idleSince = clock.instant();
    }

    /** Something that runs, until it is closed. */
    final class Running implements AutoCloseable {
        private final CountDownLatch done = new CountDownLatch(1);
        private final boolean aside;
        private final Duration idleBefore;
        private boolean asked;

        private Running(boolean aside) {
            this.aside = aside;
            this.idleBefore = Duration.between(idleSince, clock.instant());
        }

        /** How long nothing had run when this began. */
        Duration idleBefore() {
            return idleBefore;
        }

        @Override
        public void close() {
            if (!aside) {
                idleSince = clock.instant();
            }
            running = null;
            done.countDown();
        }

        private void giveUpIfItDoesNotEnd() {
            DaemonThreads.named("stopping").start(() -> {
                try {
                    if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                        wire.abort();
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    Running begin() {
        return begin(false);
    }

    /** Begins something that is none of the person's, who is idle meanwhile. */
    Running beginAside() {
        return begin(true);
    }

    private Running begin(boolean aside) {
        lock.lock();
        try {
            Running begun = new Running(aside);
            running = begun;
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Since when nothing runs; empty while something does. */
    Optional<Instant> idleSince() {
        Running what = running;
        return what == null || what.aside ? Optional.of(idleSince) : Optional.empty();
    }

    /** Stops what another program runs, which has no place in here. */
    void stop() {
        try {
            cancellation.send();
        } catch (IOException _) {
            // As a server that does not answer a request to cancel: nobody is told.
            return;
        }
    }

    /** Stops what runs, if anything does. */
    void cancel() {
        lock.lock();
        try {
            Running what = running;
            if (what == null || wire.isLost()) {
                return;
            }
            if (!what.asked) {
                what.asked = true;
                what.giveUpIfItDoesNotEnd();
            }
            cancellation.send();
        } catch (IOException _) {
            // The server cannot be asked: it has its time to end what runs, as if it had been.
            return;
        } finally {
            lock.unlock();
        }
    }
}

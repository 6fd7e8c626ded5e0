package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.assist.Names;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One look at the catalogue, beside what the person types. In a transaction, it is made within a savepoint, and that is rolled
 * back whatever comes of it, so that nothing is left: no lock, no failure. As nothing is written, no subtransaction ID is taken
 * either (PostgreSQL, "Subtransactions").
 */
final class NamesLookUp {
    /** How long a server may take to give up. */
    private static final Duration PATIENCE_OF_STOPPING = Duration.ofSeconds(10);

    private static final String SAVEPOINT = "dbvouch_names";
    private static final String ENTER = "SAVEPOINT " + SAVEPOINT + ";\n";
    private static final String LEAVE = "ROLLBACK TO SAVEPOINT " + SAVEPOINT + ";\nRELEASE SAVEPOINT " + SAVEPOINT;

    /** How often it is tried, where a request to stop has met it instead of the query. */
    private static final int MOST_TRIES = 3;

    private final SqlSession session;
    private final boolean inTransaction;
    private final ReentrantLock stopping = new ReentrantLock();
    private final LongSupplier nanos;
    private final int changes;
    private final long began;
    private final Thread thread;
    private volatile @Nullable Names names;
    private volatile boolean unanswered;
    private volatile long ended;
    private boolean entered;
    private boolean leaving;
    private boolean stopped;

    /**
     * Begins.
     *
     * @param changes how many there had been of the names when this began
     */
    NamesLookUp(SqlSession session, LongSupplier nanos, int changes) {
        this.session = session;
        this.inTransaction = session.transactionStatus() == TransactionStatus.IN_TRANSACTION;
        this.nanos = nanos;
        this.changes = changes;
        this.began = nanos.getAsLong();
        this.ended = began;
        this.thread = DaemonThreads.named("names").start(this::run);
    }

    private void run() {
        NamesQuery query = new NamesQuery();
        try {
            if (inTransaction) {
                lookUpWithin(query);
            } else {
                session.lookUp(NamesQuery.TEXT, query::take);
            }
            names = query.names();
        } catch (AccessException | IOException _) {
            // Without names there are fewer suggestions. If the connection is lost, the next statement tells.
            unanswered = true;
        }
        ended = nanos.getAsLong();
    }

    private void lookUpWithin(NamesQuery query) throws IOException {
        session.lookUp(ENTER + NamesQuery.TEXT, result -> {
            entered = true;
            query.take(result);
        });
        if (entered) {
            stopping.lock();
            try {
                leaving = true;
            } finally {
                stopping.unlock();
            }
            int tries = 0;
            do {
                session.lookUp(LEAVE, _ -> {});
                tries++;
            } while (session.transactionStatus() == TransactionStatus.FAILED && tries < MOST_TRIES);
        }
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Waits until it has ended; false where it has not, or somebody has pressed Ctrl-C. */
    boolean await(Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException _) {
            // Whoever types is told by what reads on.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops it, and waits until it has ended. */
    void stop() {
        stopped = true;
        cancelQuery();
        boolean interrupted = Thread.interrupted();
        while (!await(PATIENCE_OF_STOPPING)) {
            interrupted |= Thread.interrupted();
            session.cancel();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What leaves the savepoint, which is not for long, is not to be stopped: the failure would be the person's. */
    private void cancelQuery() {
        stopping.lock();
        try {
            if (!leaving) {
                session.cancel();
            }
        } finally {
            stopping.unlock();
        }
    }

    /** What it has found; null for nothing. To be asked when it has ended, as is all else. */
    @Nullable
    Names names() {
        return names;
    }

    /** Whether the server has refused it, and would again. */
    boolean isRefused() {
        return names == null && !stopped && !unanswered;
    }

    int changes() {
        return changes;
    }

    /** As the clock said. */
    long ended() {
        return ended;
    }

    Duration took() {
        return Duration.ofNanos(ended - began);
    }
}

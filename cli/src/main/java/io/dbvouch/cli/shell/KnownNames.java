package io.dbvouch.cli.shell;

import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.assist.Names;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database, for suggestions. It is looked up when somebody first wants it, again after statements that may
 * have changed it, and now and then, as others may have, too, beside what the person types:
 *
 * <ol>
 *   <li>In a transaction, it takes a snapshot, after which its isolation level cannot be changed any more, and which all that
 *       follows may have to see: so it waits for the person's first query to have taken that. The transaction does not notice:
 *       {@link NamesLookUp}. What may be unknown is looked up before one begins.
 *   <li>It is the program's own query, with nothing in it that anybody has typed: it is not on record, and not counted.
 *   <li>Nobody who types nothing asks the server for anything, and nobody asks it so often that it is busy with that: {@link
 *       NamesPace}.
 *   <li>A statement waits for it for a tenth of a second, then it is cancelled.
 *   <li>Who wants to know gets what is known after a third of a second at the latest.
 * </ol>
 */
final class KnownNames {
    private static final Duration PATIENCE_OF_STATEMENTS = Duration.ofMillis(100);
    private static final Duration PATIENCE_OF_TYPISTS = Duration.ofMillis(300);
    private static final Duration PATIENCE_OF_BEGINNINGS = Duration.ofSeconds(1);

    /** What statements begin with, by their command tags, that take a snapshot (PostgreSQL, {@code PlannedStmtRequiresSnapshot}). */
    private static final Set<String> QUERYING = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "COPY",
            "EXPLAIN",
            "DECLARE",
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "ANALYZE",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "REFRESH");

    /** After these, whatever transaction there is may be another one. */
    private static final Set<String> ENDING = Set.of("COMMIT", "ROLLBACK");

    /** What statements begin with, by their command tags, that leave names as they are. */
    private static final Set<String> HARMLESS = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "FETCH",
            "BEGIN",
            "COMMIT",
            "SHOW",
            "EXPLAIN",
            "COPY",
            "VALUES",
            "EMPTY",
            "LISTEN",
            "NOTIFY",
            "ANALYZE",
            "VACUUM",
            "LOCK",
            "SAVEPOINT",
            "RELEASE",
            "DECLARE",
            "CLOSE",
            "MOVE",
            "CHECKPOINT",
            "TRUNCATE",
            "DEALLOCATE",
            "PREPARE");

    private final Shell shell;
    private final LongSupplier nanos;
    private Names names = Names.NONE;
    private @Nullable NamesLookUp looking;

    /** How often names may have been changed here, and how many of these changes are known. */
    private int changes = 1;

    private int changesKnown;
    private boolean refused;

    /** Whether the transaction, if there is one, has its snapshot. */
    private boolean queried;

    private boolean expected;
    private long asked;

    private boolean never = true;
    private long lookedUp;
    private Duration took = Duration.ZERO;

    KnownNames(Shell shell) {
        this(shell, System::nanoTime);
    }

    /** By a clock that counts nanoseconds from whenever. */
    KnownNames(Shell shell, LongSupplier nanos) {
        this.shell = shell;
        this.nanos = nanos;
    }

    /** Somebody types who may want to know. */
    void expect() {
        expected = true;
    }

    /** A transaction is about to begin: what is not known then will not be before its first query. */
    void beforeTransaction() {
        collect();
        boolean unknown = changes != changesKnown && took.compareTo(PATIENCE_OF_BEGINNINGS) < 0;
        if (expected && unknown && isRested(true) && mayLookUp()) {
            looking = new NamesLookUp(shell.session(), nanos, changes);
            looking.await(PATIENCE_OF_BEGINNINGS);
            settle();
        }
    }

    /** What is known. To be called while somebody types. */
    Names get() {
        asked = nanos.getAsLong();
        NamesLookUp running = lookUpIfDue(false);
        // What only others may have changed is not worth waiting for where that would be in vain.
        if (running != null && (changes != changesKnown || took.compareTo(PATIENCE_OF_TYPISTS) < 0)) {
            running.await(PATIENCE_OF_TYPISTS);
        }
        collect();
        return names;
    }

    /** Looks again, for whom nothing that is known has helped; false where nothing else is known after that. */
    boolean renew() {
        Names before = names;
        NamesLookUp running = lookUpIfDue(true);
        Duration left = PATIENCE_OF_TYPISTS.minusNanos(nanos.getAsLong() - asked);
        if (running != null && left.isPositive()) {
            running.await(left);
        }
        collect();
        return !names.equals(before);
    }

    private @Nullable NamesLookUp lookUpIfDue(boolean inVain) {
        collect();
        if (looking == null && isDue(inVain) && mayLookUp()) {
            looking = new NamesLookUp(shell.session(), nanos, changes);
        }
        return looking;
    }

    private boolean isDue(boolean inVain) {
        return changes != changesKnown || (isRested(inVain) && !refused);
    }

    private boolean isRested(boolean inVain) {
        return never
                || nanos.getAsLong() - lookedUp > NamesPace.pause(took, inVain).toNanos();
    }

    private boolean mayLookUp() {
        return shell.connection.isOpen()
                && switch (shell.session().transactionStatus()) {
                    case IDLE -> true;
                    case IN_TRANSACTION -> queried;
                    case FAILED -> false;
                };
    }

    /** Takes what has been looked up. */
    private void collect() {
        NamesLookUp done = looking;
        if (done == null || done.isRunning()) {
            return;
        }
        looking = null;
        never = false;
        lookedUp = done.ended();
        took = done.took();
        refused = done.isRefused();
        Names found = done.names();
        if (found != null) {
            names = found;
        }
        if (found != null || refused) {
            changesKnown = done.changes();
        }
    }

    /** The connection is wanted for something else. */
    void settle() {
        NamesLookUp running = looking;
        if (running != null && !running.await(PATIENCE_OF_STATEMENTS)) {
            running.stop();
        }
        collect();
    }

    /** A statement has been run, in the transaction that there was before the text that it is in. */
    void after(String commandTag) {
        int end = commandTag.indexOf(' ');
        String what = end < 0 ? commandTag : commandTag.substring(0, end);
        if (!HARMLESS.contains(what)) {
            changes++;
        }
        boolean inTransaction = shell.session().transactionStatus() == TransactionStatus.IN_TRANSACTION;
        queried = inTransaction && !ENDING.contains(what) && (queried || QUERYING.contains(what));
    }

    /** Another database. */
    void forget() {
        names = Names.NONE;
        took = Duration.ZERO;
        never = true;
        queried = false;
        changes++;
    }
}

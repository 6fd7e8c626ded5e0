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
 *   <li>Only between transactions: in one, it would take a snapshot, and its failure would be the person's.
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

    /** What statements begin with, by their command tags, that leave names as they are. */
    private static final Set<String> HARMLESS = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "FETCH",
            "BEGIN",
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
    private long asked;
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
        boolean old =
                nanos.getAsLong() - lookedUp > NamesPace.pause(took, inVain).toNanos();
        return changes != changesKnown || (old && !refused);
    }

    private boolean mayLookUp() {
        return shell.connection.isOpen() && shell.session().transactionStatus() == TransactionStatus.IDLE;
    }

    /** Takes what has been looked up. */
    private void collect() {
        NamesLookUp done = looking;
        if (done == null || done.isRunning()) {
            return;
        }
        looking = null;
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

    /** A statement has been run. */
    void after(String commandTag) {
        int end = commandTag.indexOf(' ');
        if (!HARMLESS.contains(end < 0 ? commandTag : commandTag.substring(0, end))) {
            changes++;
        }
    }

    /** Another database. */
    void forget() {
        names = Names.NONE;
        changes++;
    }
}

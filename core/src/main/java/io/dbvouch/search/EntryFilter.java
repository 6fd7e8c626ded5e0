package io.dbvouch.search;

import io.dbvouch.access.EntryView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted: those that fit all that is not null.
 *
 * @param since written then or later
 * @param until written before then
 * @param person the IdP user, or the principal of a machine
 * @param target the target's name
 * @param session the session's id
 * @param event what happened
 */
public record EntryFilter(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String person,
        @Nullable String target,
        @Nullable String session,
        @Nullable String event) {
    /** Every entry. */
    public static final EntryFilter ALL = new EntryFilter(null, null, null, null, null, null);

    /** Whether it lets every entry pass. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** The same, whenever it was before {@code end}, and whatever happened. */
    EntryFilter ofSessions() {
        return new EntryFilter(since, null, person, target, session, null);
    }

    /** Whether an entry is wanted. */
    public boolean matches(EntryView entry) {
        return isWithin(entry.time(), entry.time())
                && (event == null || event.equals(entry.event()))
                && (person == null || person.equals(entry.person().orElse(null)))
                && (target == null || target.equals(entry.target().orElse(null)))
                && (session == null || session.equals(entry.session().orElse(null)));
    }

    /** Whether a block may have an entry that is wanted. */
    boolean mayMatch(BlockSummary block) {
        return isWithin(block.earliest(), block.latest())
                && block.mayHold(BlockSummary.Field.EVENT, event)
                && block.mayHold(BlockSummary.Field.PERSON, person)
                && block.mayHold(BlockSummary.Field.TARGET, target)
                && block.mayHold(BlockSummary.Field.SESSION, session);
    }

    private boolean isWithin(Instant earliest, Instant latest) {
        return (since == null || !latest.isBefore(since)) && (until == null || earliest.isBefore(until));
    }
}

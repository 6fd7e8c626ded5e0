package io.dbvouch.search;

import io.dbvouch.access.Client;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session, out of its entries.
 *
 * @param id its id
 * @param person the IdP user, or the principal of a machine
 * @param target the target's name
 * @param database the database's name
 * @param user the database user
 * @param started when it was requested
 * @param ended when its end was put on record; null where none is
 * @param lasted from when it was open to its end; null where it was never open, or its end is not on record
 * @param how how it ended, such as {@code done}, or {@code refused: …}; {@code open} where no end is on record
 * @param client who asked for it, from where
 */
public record FoundSession(
        String id,
        @Nullable String person,
        @Nullable String target,
        @Nullable String database,
        @Nullable String user,
        Instant started,
        @Nullable Instant ended,
        @Nullable Duration lasted,
        String how,
        Client client) {
    /** What {@link #how} says where no end is on record. */
    public static final String OPEN = "open";

    /**
     * Whether no end is on record, and the process that asked for the session is seen to live. False means no more than
     * that it was not seen: it may live on another machine, or be another user's.
     */
    public boolean isSeenRunning() {
        return ended == null && ClientProcess.isSeen(client, started);
    }
}

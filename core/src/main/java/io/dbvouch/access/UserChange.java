package io.dbvouch.access;

import io.dbvouch.AccessException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change to a database user, on record once before it is tried and once more when it is known what came of it.
 *
 * @param id what both entries have, and the user's comment in the database: a ULID
 * @param action {@code added}, {@code changed} or {@code removed}
 * @param user the user it is done to
 * @param part which part of the statements this is, from 1, where they are too long for one entry
 * @param sql the statements
 * @param outcome what came of it; null before it is tried
 * @param facts what proves the outcome
 * @param failure why it was not done; null where it was
 */
public record UserChange(
        String id,
        String action,
        String user,
        int part,
        String sql,
        @Nullable String outcome,
        Map<String, String> facts,
        @Nullable AccessException failure) {
    /** Copies the facts. */
    public UserChange {
        facts = Map.copyOf(facts);
    }
}

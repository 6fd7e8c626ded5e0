package io.dbvouch.provision;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a plan.
 *
 * @param sql the statement, without semicolon
 * @param words what it does, in words
 * @param database the database of the cluster that it is run in; null where any of them will do, or it is the session's
 */
public record Step(String sql, String words, @Nullable String database) {
    /** One that is run in the session's database. */
    public Step(String sql, String words) {
        this(sql, words, null);
    }
}

package io.dbvouch.access;

import org.jspecify.annotations.Nullable;

/**
 * Where a session comes from.
 *
 * @param continues the id of the session that it takes the place of; null where there is none
 * @param application what the program that asked for it calls itself, where that is another one than this; null otherwise
 */
public record Origin(@Nullable String continues, @Nullable String application) {
    /** This program, for the first time. */
    public static final Origin HERE = new Origin(null, null);
}

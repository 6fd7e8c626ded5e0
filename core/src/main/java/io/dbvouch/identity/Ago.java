package io.dbvouch.identity;

import java.time.Duration;

/** Durations for people: the largest unit alone. */
final class Ago {
    private static final int DAYS_FROM_HOURS = 48;

    private Ago() {}

    /** Such as {@code 2 h ago}; {@code just now} below one second. */
    static String of(Duration duration) {
        if (duration.toHours() >= DAYS_FROM_HOURS) {
            return duration.toDays() + " days ago";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h ago";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min ago";
        }
        return duration.toSeconds() > 0 ? duration.toSeconds() + " s ago" : "just now";
    }
}

package io.dbvouch.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private Times() {}

    /** {@code until 14:05 (52 min)}, in the machine's time zone. */
    static String until(Instant end, InstantSource clock) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative()) {
            boolean today = left.abs().compareTo(Duration.ofHours(12)) < 0;
            return today
                    ? "ended at " + CLOCK.format(end.atZone(ZoneId.systemDefault()))
                    : "ended on " + DAY.format(end.atZone(ZoneId.systemDefault()));
        }
        return "until " + CLOCK.format(end.atZone(ZoneId.systemDefault())) + " (" + length(left) + ")";
    }

    private static String length(Duration duration) {
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}

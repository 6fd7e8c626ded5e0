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

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Times() {}

    /** A date and time to the second, in the machine's time zone. */
    static String exact(Instant time) {
        return EXACT.format(time.atZone(ZoneId.systemDefault()));
    }

    /** {@code 1:02:03}, or {@code 0.012 s} of what took less than a minute. */
    static String precise(Duration duration) {
        return duration.toMinutes() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d.%03d s", duration.toSecondsPart(), duration.toMillisPart());
    }

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

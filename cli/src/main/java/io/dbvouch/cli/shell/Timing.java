package io.dbvouch.cli.shell;

import java.time.Duration;
import java.util.Locale;

/** How long a statement took, as {@code \timing} says it (PostgreSQL, {@code PrintTiming} in {@code src/bin/psql/common.c}). */
final class Timing {
    private static final double NANOS_OF_MILLI = 1e6;

    private Timing() {}

    static String sentence(long nanos) {
        Duration time = Duration.ofNanos(nanos);
        String text = String.format(Locale.ROOT, "Time: %.3f ms", nanos / NANOS_OF_MILLI);
        if (time.toSeconds() == 0) {
            return text;
        }
        double seconds = time.toSecondsPart() + time.toNanosPart() / (NANOS_OF_MILLI * 1000);
        String minutes = String.format(Locale.ROOT, "%02d:%06.3f", time.toMinutesPart(), seconds);
        if (time.toHours() == 0) {
            return text + " (" + minutes + ")";
        }
        String hours = String.format(Locale.ROOT, "%02d:", time.toHoursPart()) + minutes;
        return text + (time.toDays() == 0 ? " (" + hours + ")" : " (" + time.toDays() + " d " + hours + ")");
    }
}

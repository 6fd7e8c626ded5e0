package io.dbvouch.cli.shell;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long a statement took, as {@code \timing} says it (PostgreSQL, {@code PrintTiming} in {@code src/bin/psql/common.c}): until
 * the last of its results has come, and not until somebody has read that in a pager.
 */
final class Timing {
    private static final double NANOS_OF_MILLI = 1e6;

    private final LongSupplier nanos;
    private long began;
    private long end;
    private boolean paused;

    Timing() {
        this(System::nanoTime);
    }

    Timing(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** The server is asked now. */
    void begin() {
        began = nanos.getAsLong();
        paused = false;
    }

    /** The rows that are wanted have come; what is done with them is not the server's doing. */
    void pause() {
        if (!paused) {
            end = nanos.getAsLong();
            paused = true;
        }
    }

    /** More rows are wanted, and the time since is left out. */
    void resume() {
        if (paused) {
            began += nanos.getAsLong() - end;
            paused = false;
        }
    }

    /** What has come was not the last: the server has gone on, whatever was done meanwhile. */
    void goOn() {
        paused = false;
    }

    /** After {@link #pause}. */
    String sentence() {
        return sentence(end - began);
    }

    private static String sentence(long elapsed) {
        Duration time = Duration.ofNanos(elapsed);
        String text = String.format(Locale.ROOT, "Time: %.3f ms", elapsed / NANOS_OF_MILLI);
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

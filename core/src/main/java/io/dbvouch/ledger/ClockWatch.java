package io.dbvouch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a wall clock that jumped: one that goes back behind the last entry, or one that does not go on together with the
 * monotonic clock of this process. The latter stands still while Linux is suspended (clock_gettime(2), CLOCK_MONOTONIC), so
 * that a laptop's sleep counts as a jump ahead; the entry says which of the two it was measured against.
 */
final class ClockWatch {
    /** More than what keeping a clock right takes away or adds at once, and more than a busy machine takes for one reading. */
    static final Duration TOLERATED = Duration.ofSeconds(5);

    private final @Nullable LongSupplier nanos;
    private @Nullable Instant before;
    private long nanosBefore;
    private @Nullable Instant recorded;
    private long nanosRecorded;

    /**
     * Watches from the first time that it is told.
     *
     * @param nanos the monotonic clock, in nanoseconds from any start; null where the wall clock is not the system's, and is
     *     not to be held against one
     */
    ClockWatch(@Nullable LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What was told since {@link #begin} is on record. */
    void recorded() {
        recorded = before;
        nanosRecorded = nanosBefore;
    }

    /** An append begins. Where the one before failed, a jump that it had is to be told again. */
    void begin() {
        before = recorded;
        nanosBefore = nanosRecorded;
    }

    /**
     * Learns what the wall clock shows; the event to append before that of this time, or null.
     *
     * @param last the time of the last entry; null where there is none
     */
    @Nullable
    Draft shows(Instant now, @Nullable Instant last) {
        Instant expected = now;
        if (nanos != null) {
            long nanosNow = nanos.getAsLong();
            expected = before == null ? now : before.plusNanos(nanosNow - nanosBefore);
            before = now;
            nanosBefore = nanosNow;
        }
        if (Duration.between(expected, now).abs().compareTo(TOLERATED) > 0) {
            return jumped(expected, now, "monotonic_clock");
        }
        if (last != null && Duration.between(now, last).compareTo(TOLERATED) > 0) {
            return jumped(last, now, "last_entry");
        }
        return null;
    }

    private static Draft jumped(Instant from, Instant to, String against) {
        return new Draft(
                "clock.jumped",
                "{\"from\":\"" + Entry.time(from) + "\",\"to\":\"" + Entry.time(to) + "\",\"against\":\"" + against
                        + "\"}");
    }
}

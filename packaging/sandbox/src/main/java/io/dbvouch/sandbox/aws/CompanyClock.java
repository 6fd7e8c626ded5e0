package io.dbvouch.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The company's clock, which can be wrong. What it issues lives by the true time, so a skewed clock does not make tokens
 * expire; every time that goes over the wire, and every check of a time that came over it, is by the clock as it shows.
 */
public final class CompanyClock implements InstantSource {
    private final InstantSource trueTime;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** A clock that is right. */
    public CompanyClock(InstantSource trueTime) {
        this.trueTime = trueTime;
    }

    /** What the clock shows. */
    @Override
    public Instant instant() {
        return shown(trueTime.instant());
    }

    /** The true time. */
    public Instant trueInstant() {
        return trueTime.instant();
    }

    /** How a true time reads on this clock. */
    public Instant shown(Instant instant) {
        return instant.plus(ahead.get());
    }

    /** Sets the clock ahead of the true time; behind it, when negative. */
    public void setAhead(Duration duration) {
        ahead.set(duration);
    }
}

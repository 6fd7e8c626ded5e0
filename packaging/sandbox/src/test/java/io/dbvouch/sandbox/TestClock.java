package io.dbvouch.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Real time, and as much later as a test says. */
public final class TestClock implements InstantSource {
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(later.get());
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        later.updateAndGet(duration::plus);
    }
}

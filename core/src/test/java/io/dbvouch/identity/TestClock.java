package io.dbvouch.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that moves only when it is told to, or when somebody sleeps. */
final class TestClock implements InstantSource, Sleeper {
    static final Instant START = Instant.parse("2026-11-22T10:15:30Z");

    final List<Duration> slept = new CopyOnWriteArrayList<>();
    private Instant now = START;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept.add(duration);
        advance(duration);
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}

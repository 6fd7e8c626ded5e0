package io.dbvouch.identity;

import java.time.Duration;

/** How time is let pass. */
@FunctionalInterface
public interface Sleeper {
    /** Returns after {@code duration}, and not before. */
    void sleep(Duration duration) throws InterruptedException;

    /** Really sleeps. */
    static Sleeper real() {
        return Thread::sleep;
    }
}

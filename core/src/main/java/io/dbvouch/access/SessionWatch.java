package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.target.SessionLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Ends a session that has been idle, or open, for as long as it may be. */
final class SessionWatch {
    /** A machine that was asleep is not to sleep on for what was left then: its clock has gone on. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(20);

    /** PostgreSQL's codes for sessions that end so (appendix A). */
    private static final String ADMIN_SHUTDOWN = "57P01";

    private static final String IDLE_SESSION_TIMEOUT = "57P05";

    private final AccessSession session;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final Instant opened;
    private final Thread thread;

    SessionWatch(AccessSession session, SessionLimits limits, InstantSource clock) {
        this.session = session;
        this.limits = limits;
        this.clock = clock;
        this.opened = clock.instant();
        this.thread = DaemonThreads.named("session limits").unstarted(this::watch);
    }

    void start() {
        if (limits.idle() != null || limits.whole() != null) {
            thread.start();
        }
    }

    void stop() {
        if (!Thread.currentThread().equals(thread)) {
            thread.interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                Instant now = clock.instant();
                Duration left = LONGEST_SLEEP;
                if (limits.whole() != null) {
                    Duration rest = Duration.between(now, opened.plus(limits.whole()));
                    if (!rest.isPositive()) {
                        end("time is over", ADMIN_SHUTDOWN, "it was open for " + SessionLimits.format(limits.whole()));
                        return;
                    }
                    left = shorter(left, rest);
                }
                Instant idle = session.idleSince().orElse(null);
                if (limits.idle() != null) {
                    Duration rest = Duration.between(now, (idle == null ? now : idle).plus(limits.idle()));
                    if (!rest.isPositive()) {
                        end(
                                "idle timeout",
                                IDLE_SESSION_TIMEOUT,
                                "nothing was run for " + SessionLimits.format(limits.idle()));
                        return;
                    }
                    left = shorter(left, rest);
                }
                Thread.sleep(left);
            }
        } catch (InterruptedException _) {
            // The session is over.
            Thread.currentThread().interrupt();
        } catch (AccessException.LedgerRefused _) {
            // It is over; that its end is not on record, whoever uses the ledger next is told.
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void end(String ended, String sqlState, String why) {
        session.close(new Curfew.Reason(
                ended,
                sqlState,
                new AccessException.Denied("the session is over: " + why + ", which is as long as it may be")
                        .evidence("session", session.id())
                        .hint("start another one")));
    }
}

package io.dbvouch.access;

import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks a server for nothing before it is asked for something, where the connection has been quiet: it may be dead, and nobody
 * has said so, as the machine was asleep, or a router has forgotten it. Whoever is told then that the connection is lost knows
 * that nothing was run.
 *
 * <p>The system finds out by itself in minutes ({@link WireConnection#keepAlive}), but not while something that was sent is not
 * yet confirmed: then it takes a quarter of an hour.
 */
record SignOfLife(WireConnection wire, SimpleQuery.Session session) {
    private static final Duration QUIET = Duration.ofSeconds(30);

    /** How long a server that is there may take to say so. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Waits for it, if nothing has gone over the connection for long enough.
     *
     * @param quiet for how long
     * @param reader takes what the server says beside
     * @throws io.dbvouch.AccessException.Unreachable where it does not come; the connection is given up then
     */
    void await(Duration quiet, AccessSession.Reader reader) throws StatementFailed, IOException {
        if (quiet.compareTo(QUIET) < 0) {
            return;
        }
        Runnable ask = () -> {
            wire.sync();
            wire.patience((int) PATIENCE.toMillis());
        };
        try {
            SimpleQuery.run(wire, ask, false, reader, session);
        } finally {
            wire.patience(0);
        }
    }
}

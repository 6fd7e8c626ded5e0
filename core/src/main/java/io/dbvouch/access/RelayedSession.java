package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.wire.CancelKey;
import io.dbvouch.wire.ClientLine;
import io.dbvouch.wire.Relay;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** One connection that another program has made, and the session that was opened for it. */
final class RelayedSession {
    private static final String ENDED = "program ended";

    private final SessionOpening opening;
    private final Runnable hangUp;
    private @Nullable AccessSession session;
    private @Nullable CancelKey key;
    private boolean ended;

    RelayedSession(SessionOpening opening, Runnable hangUp) {
        this.opening = opening;
        this.hangUp = hangUp;
    }

    /** Opens the session, and lets the client speak in it until one of the two ends it. */
    void run(ClientLine line) {
        try (AccessSession open = opening.open()) {
            CancelKey own = ownKey(open.backend().pid());
            if (!begun(open, own)) {
                open.close(ENDED);
                return;
            }
            Relay.End end;
            try {
                end = open.relay(line, own, hangUp);
            } catch (IOException e) {
                end = Relay.End.CLIENT_GONE;
            }
            open.close(
                    switch (end) {
                        case DONE -> "done";
                        case CLIENT_GONE -> "client gone";
                        case SERVER_GONE -> "connection lost";
                    });
        }
    }

    /** The server's process, for what the client shows of it; but a key that is worth nothing elsewhere. */
    private static CancelKey ownKey(int pid) {
        byte[] random = new byte[Integer.BYTES];
        new SecureRandom().nextBytes(random);
        return new CancelKey(pid, random);
    }

    private synchronized boolean begun(AccessSession open, CancelKey own) {
        session = open;
        key = own;
        return !ended;
    }

    /** Stops what the server runs, if the one who asks has the key. */
    void cancel(CancelKey shown) {
        AccessSession meant;
        synchronized (this) {
            meant = key != null && key.matches(shown) ? session : null;
        }
        if (meant != null) {
            meant.stop();
        }
    }

    /** Ends it, from another thread: the program that it is for has ended. */
    void end() {
        AccessSession open;
        synchronized (this) {
            ended = true;
            open = session;
        }
        try {
            if (open == null) {
                opening.abandon();
            } else {
                open.close(ENDED);
            }
        } catch (AccessException.LedgerRefused _) {
            // It is over all the same; that the ledger cannot be written, whoever closes it is told.
            return;
        } finally {
            hangUp.run();
        }
    }
}

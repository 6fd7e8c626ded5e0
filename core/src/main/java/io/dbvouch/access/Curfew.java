package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.wire.ClientLine;
import io.dbvouch.wire.Relay;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether a session may go on; once it may not, everybody is told why, and so is the ledger, whoever closes the session. */
final class Curfew {
    private volatile @Nullable Reason reason;
    private volatile Runnable afterwards = () -> {};

    /**
     * Why it may not.
     *
     * @param ended how it ended, for the ledger
     * @param sqlState what another program is told that speaks in it
     * @param why what its person is told
     */
    record Reason(String ended, String sqlState, AccessException why) {}

    void impose(Reason given) {
        reason = given;
    }

    /** Who wants to know once the session is closed for that. */
    void afterwards(Runnable action) {
        afterwards = action;
    }

    void isImposed() {
        afterwards.run();
    }

    void refuse() {
        Reason given = reason;
        if (given != null) {
            throw given.why();
        }
    }

    /** How the session ended. */
    String ended(String otherwise) {
        Reason given = reason;
        return given == null ? otherwise : given.ended();
    }

    /** Tells another program, as a server does when it ends a session; not in the middle of something else. */
    void tell(ClientLine line, Relay through) {
        Reason given = reason;
        if (given != null && through.isBetweenMessages()) {
            try {
                line.refuse(given.sqlState(), String.valueOf(given.why().getMessage()), null, null);
            } catch (IOException _) {
                // It has gone by itself.
            }
        }
    }
}

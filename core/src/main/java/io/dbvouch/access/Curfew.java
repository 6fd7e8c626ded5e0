package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.wire.ClientEncoding;
import io.dbvouch.wire.ClientLine;
import io.dbvouch.wire.Relay;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether a session may go on; once it may not, everybody is told why, and so is the ledger, whoever closes the session. */
final class Curfew {
    /** PostgreSQL's code (appendix A). */
    private static final String FEATURE_NOT_SUPPORTED = "0A000";

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

    /** Ends a session in which somebody has asked for text in an encoding that is not spoken here. */
    void imposeBy(WireConnection wire) {
        String encoding = wire.parameter("client_encoding").orElse(ClientEncoding.UTF8.name());
        if (reason == null && !ClientEncoding.of(encoding).isSpoken()) {
            impose(new Reason(
                    "client_encoding refused",
                    FEATURE_NOT_SUPPORTED,
                    new AccessException.Denied("the session is over: client_encoding was set to " + encoding)
                            .evidence("client_encoding", encoding)
                            .note("a character of it may end in a byte that reads as a quote or a backslash, and"
                                    + " with it a statement as something else than it is")
                            .hint("have the script in UTF-8: iconv -t UTF-8, and no such setting in it")));
        }
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

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.target.Target;
import io.dbvouch.wire.ClientEncoding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param target the database
 * @param reason why; null where no reason is given
 * @param origin where it comes from
 * @param settings what the session is to begin with, as in a startup message
 */
public record AccessRequest(Target target, @Nullable String reason, Origin origin, Map<String, String> settings) {
    /** Characters; an entry of the ledger has to hold it. */
    static final int LONGEST_REASON = 2000;

    /**
     * Checks the reason's length.
     *
     * @throws AccessException.BadConfiguration where it is too long
     */
    public AccessRequest {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new AccessException.BadConfiguration(
                    "the reason has " + reason.length() + " characters; " + LONGEST_REASON + " are the most");
        }
    }

    /** This program's own, in UTF-8. */
    public AccessRequest(Target target, @Nullable String reason) {
        this(target, reason, Origin.HERE, LoginAttempt.SETTINGS);
    }

    /**
     * The same with text in another encoding.
     *
     * @param name as the server takes it
     * @throws AccessException.BadConfiguration where it is one that is not spoken here
     */
    public AccessRequest withEncoding(String name) {
        if (ClientEncoding.meansUnspoken(name)) {
            throw new AccessException.BadConfiguration("PGCLIENTENCODING is " + name + ", which is not spoken here")
                    .note("a character of it may end in a byte that reads as a quote or a backslash")
                    .hint("PGCLIENTENCODING=UTF8");
        }
        return new AccessRequest(target, reason, origin, Map.of("client_encoding", name));
    }

    /** The same as the continuation of a session. */
    AccessRequest continuing(String session) {
        return new AccessRequest(target, reason, new Origin(session, origin.application()), settings);
    }

    /** The same for another program. */
    AccessRequest from(@Nullable String application, Map<String, String> itsSettings) {
        return new AccessRequest(target, reason, new Origin(origin.continues(), application), itsSettings);
    }
}

package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dbvouch.sandbox.cluster.TokenCheck.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides on what came as a password, for all names of an endpoint: one that the token is good for is enough.
 *
 * <p>A client is told nothing but that PAM refused it, as RDS does
 * (<a href="https://repost.aws/knowledge-center/rds-postgresql-connect-using-iam">RDS for PostgreSQL with IAM
 * authentication</a>); the reason is for the journal.
 */
final class TokenJudge {
    private final TokenCheck check;

    TokenJudge(TokenCheck check) {
        this.check = check;
    }

    /** What came out. */
    sealed interface Ruling {
        /** The token was signed for {@code host} by {@code principal}. */
        record Accepted(String host, String principal) implements Ruling {}

        /** No name of the endpoint would do; the reasons are all that were given, each once. */
        record Refused(String reason) implements Ruling {}
    }

    Ruling judge(String token, String user, List<String> hosts, int port) {
        Set<String> reasons = new LinkedHashSet<>();
        for (String host : hosts) {
            switch (verdict(token, user, host, port)) {
                case Verdict.Accepted(String principal) -> {
                    return new Ruling.Accepted(host, principal);
                }
                case Verdict.Refused(String reason) -> reasons.add(reason);
            }
        }
        return new Ruling.Refused(String.join("; ", reasons));
    }

    private Verdict verdict(String token, String user, String host, int port) {
        try {
            return check.check(token, user, host, port);
        } catch (RuntimeException e) {
            // Whatever a token does to its checker, it opens no door; the message may quote it, so only the type is
            // told.
            return new Verdict.Refused("the check failed: " + e.getClass().getName());
        }
    }

    /** The text of a PasswordMessage, which is one string. */
    static String password(Message message) throws ProtocolException {
        byte[] body = message.body();
        for (int i = 0; i < body.length; i++) {
            if (body[i] == 0 && i == body.length - 1) {
                return new String(body, 0, i, UTF_8);
            }
            if (body[i] == 0) {
                break;
            }
        }
        throw new ProtocolException("08P01", "invalid password packet size");
    }

    /** What a client hears. */
    static Message refusal(String user) {
        return Message.fatal("28000", "PAM authentication failed for user \"" + user + "\"");
    }
}

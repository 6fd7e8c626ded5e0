package io.dbvouch.sandbox.cluster;

/** Decides whether what a client sent as its password is an RDS IAM token that opens the door. */
@FunctionalInterface
public interface TokenCheck {
    /**
     * Checks a token.
     *
     * @param token what came as the password
     * @param databaseUser the user of the startup message
     * @param host the host name that the token must have been signed for
     * @param port the port that the token must have been signed for
     */
    Verdict check(String token, String databaseUser, String host, int port);

    /** The answer. The reason of a refusal goes to the journal only: a client is told no more than RDS tells it. */
    sealed interface Verdict {
        /** The token is good. */
        record Accepted(String principalArn) implements Verdict {}

        /** The token is not good. */
        record Refused(String reason) implements Verdict {}
    }
}

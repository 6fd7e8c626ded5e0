package io.dbvouch.identity;

/** What came of {@code CreateToken}, as far as it is for the flow to deal with (RFC 6749 §5, RFC 8628 §3.5). */
sealed interface TokenAnswer {
    /** Here it is. */
    record Granted(SsoToken token) implements TokenAnswer {}

    /** The person has not decided yet. */
    record Pending() implements TokenAnswer {}

    /** As pending, and five seconds longer between questions from now on. */
    record SlowDown() implements TokenAnswer {}

    /** The person, or the IAM Identity Center, said no. */
    record Denied(String why) implements TokenAnswer {}

    /** What was to be exchanged is no longer, or never was, worth a token. */
    record Worthless(String why) implements TokenAnswer {}

    /** The client registration is not, or no longer, known there. */
    record UnknownClient(String why) implements TokenAnswer {}
}

package io.dbvouch.sandbox.fault;

/** What a poll for a device code is told instead of a token (RFC 8628, section 3.5). */
public enum PollAnswer {
    PENDING("oidc.pending"),
    SLOW_DOWN("oidc.slow-down"),
    DENIED("oidc.denied"),
    EXPIRED("oidc.expired");

    private final String text;

    PollAnswer(String text) {
        this.text = text;
    }

    /** Its name in a fault's text form. */
    public String text() {
        return text;
    }
}

package io.dbvouch.sandbox.fault;

/** How a request fails before its service looks at it. */
public enum FailureKind {
    /** HTTP 429. */
    THROTTLED("429"),
    /** HTTP 500. */
    BROKEN("500"),
    /** Refused, as if a policy denied the operation. */
    DENIED("denied");

    private final String text;

    FailureKind(String text) {
        this.text = text;
    }

    /** Its name in a fault's text form. */
    public String text() {
        return text;
    }
}

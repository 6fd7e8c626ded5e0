package io.dbvouch.sandbox;

/** The sandbox cannot do what it was asked for; the message says why, to a person. */
public final class SandboxException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says why. */
    public SandboxException(String message) {
        super(message);
    }

    /** Says why, and what was behind it. */
    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}

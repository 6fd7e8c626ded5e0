package io.dbvouch.sandbox.fault;

/** What can be made to expire at once. */
public enum Expiry {
    ACCESS_TOKENS("expire.access-tokens"),
    SIGN_INS("expire.sign-ins"),
    CLIENTS("expire.clients"),
    ROLE_SESSIONS("expire.role-sessions");

    private final String text;

    Expiry(String text) {
        this.text = text;
    }

    /** Its name in a fault's text form. */
    public String text() {
        return text;
    }
}

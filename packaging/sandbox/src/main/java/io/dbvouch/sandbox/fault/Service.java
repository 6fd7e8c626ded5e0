package io.dbvouch.sandbox.fault;

import java.util.Locale;

/** The AWS services that the sandbox plays. */
public enum Service {
    OIDC,
    SSO,
    STS,
    RDS,
    SECRETSMANAGER,
    IDENTITYSTORE,
    SSOADMIN;

    /** Its name in faults and in the journal. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.dbvouch.sandbox.pki;

/** The server certificates that an endpoint can show: the right one, and one per way to be wrong. */
public enum CertificateKind {
    /** Issued by the sandbox's CA, for the endpoint's names, valid now. */
    VALID,
    /** As {@link #VALID}, but its validity ended yesterday. */
    EXPIRED,
    /** As {@link #VALID}, but its validity starts next month. */
    NOT_YET_VALID,
    /** For the endpoint's names, but vouched for by nobody. */
    SELF_SIGNED,
    /** For the endpoint's names, but issued below a root that no client trusts. */
    OTHER_CA,
    /** Issued by the sandbox's CA for somebody else's endpoint: {@code verify-ca} accepts it, {@code verify-full} does not. */
    OTHER_NAME
}

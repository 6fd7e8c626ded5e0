package io.dbvouch.sandbox.cluster;

/** How the endpoint answers a client that wants TLS. */
public enum Transport {
    /** TLS 1.2 or 1.3, and nothing in the clear, as with {@code rds.force_ssl}. */
    TLS,
    /**
     * A server without TLS, as somebody in the middle would play it: it declines TLS, and asks for the password in the
     * clear. A token that comes this way is checked and works.
     */
    PLAINTEXT_ONLY,
    /** A server that has nothing newer than TLS 1.1. It needs {@link LegacyTls#permit()}. */
    TLS_1_1_ONLY,
    /** A server that promises TLS, reads the first handshake message and hangs up. */
    HANG_UP
}

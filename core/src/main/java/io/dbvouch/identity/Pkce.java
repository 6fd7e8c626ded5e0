package io.dbvouch.identity;

import io.dbvouch.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Proof Key for Code Exchange, RFC 7636, with the method S256. */
final class Pkce {
    private static final int RANDOM_BYTES = 32;

    private Pkce() {}

    /** 256 random bits in 43 characters of {@code [A-Za-z0-9_-]}: a code verifier (RFC 7636 §4.1), or a state. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** BASE64URL(SHA256(ASCII(verifier))), RFC 7636 §4.2. */
    static String challenge(String verifier) {
        byte[] hash = Sha256.begin().digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}

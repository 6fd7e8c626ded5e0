package io.dbvouch.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the HMAC-SHA256 (RFC 2104) under a {@link Head}. Its key is HMAC-SHA256(seed of the signing key, {@code
 * dbvouch.io/ledger/head/v1}), so that it is of no use for signing. For use by one thread at a time.
 */
final class HeadKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "dbvouch.io/ledger/head/v1";

    private final Mac mac;

    private HeadKey(Mac mac) {
        this.mac = mac;
    }

    static HeadKey derive(byte[] seed) {
        return new HeadKey(mac(mac(seed).doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8))));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The 32 bytes for {@code text}. */
    byte[] code(byte[] text) {
        return mac.doFinal(text);
    }
}

package io.dbvouch.sandbox.aws;

import java.security.SecureRandom;
import java.util.Base64;

/** Random names and secrets, in the alphabets that AWS uses for each. */
final class Identifiers {
    /** RFC 4648 base 32, as in access key ids. */
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** Letters that are not taken for one another, as in user codes (RFC 8628, section 6.1). */
    private static final String USER_CODE = "BCDFGHJKLMNPQRSTVWXZ";

    private final SecureRandom random = new SecureRandom();

    String accessKeyId(String prefix) {
        return prefix + letters(BASE32, 16);
    }

    String userCode() {
        return letters(USER_CODE, 4) + "-" + letters(USER_CODE, 4);
    }

    /** A secret of so many random bytes, in base64url. */
    String secret(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /** A secret in base64 with its slashes and plus signs, which signed URLs must encode. */
    String base64Secret(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getEncoder().encodeToString(value);
    }

    private String letters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}

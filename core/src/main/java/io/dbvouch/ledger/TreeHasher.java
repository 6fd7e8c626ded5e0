package io.dbvouch.ledger;

import io.dbvouch.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;

/** The two hash functions of RFC 6962, section 2.1. Keeps one digest: not for use by several threads at once. */
final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.begin();

    /** MTH({}) = SHA-256(). */
    byte[] empty() {
        return digest.digest();
    }

    /** SHA-256(0x00 ‖ data). */
    byte[] leaf(byte[] data, int offset, int length) {
        digest.update(LEAF);
        digest.update(data, offset, length);
        return digest.digest();
    }

    /** SHA-256(0x01 ‖ left ‖ right). */
    byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    /** Hashes {@code 1 << height} consecutive hashes of {@code row}, from hash number {@code first} on, to one. */
    byte[] perfect(byte[] row, int first, int height) {
        int count = 1 << height;
        byte[] work = new byte[count * TreeHash.BYTES];
        System.arraycopy(row, first * TreeHash.BYTES, work, 0, work.length);
        try {
            for (int width = count / 2; width > 0; width /= 2) {
                for (int i = 0; i < width; i++) {
                    digest.update(NODE);
                    digest.update(work, 2 * i * TreeHash.BYTES, 2 * TreeHash.BYTES);
                    digest.digest(work, i * TreeHash.BYTES, TreeHash.BYTES);
                }
            }
        } catch (DigestException e) {
            throw new IllegalStateException("the buffer has room for a digest", e);
        }
        byte[] hash = new byte[TreeHash.BYTES];
        System.arraycopy(work, 0, hash, 0, hash.length);
        return hash;
    }
}

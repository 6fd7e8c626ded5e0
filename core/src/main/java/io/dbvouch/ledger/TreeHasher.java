package io.dbvouch.ledger;

import io.dbvouch.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

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

    /**
     * As {@link #leaf}, into {@code into} from {@code at} on. The byte of {@code data} before {@code offset} is overwritten:
     * what is hashed then lies in one piece, and is not copied.
     */
    void leafInPlace(byte[] data, int offset, int length, byte[] into, int at) {
        data[offset - 1] = LEAF;
        digest.update(data, offset - 1, length + 1);
        finish(into, at);
    }

    /** Hashes {@code 1 << height} consecutive hashes of {@code row}, from hash number {@code first} on, to one. */
    byte[] perfect(byte[] row, int first, int height) {
        int from = first * TreeHash.BYTES;
        if (height == 0) {
            return Arrays.copyOfRange(row, from, from + TreeHash.BYTES);
        }
        // Each pair as it is hashed, with the byte in front.
        int pair = 1 + 2 * TreeHash.BYTES;
        int pairs = 1 << (height - 1);
        byte[] work = new byte[pairs * pair];
        for (int i = 0; i < pairs; i++) {
            work[i * pair] = NODE;
            System.arraycopy(row, from + 2 * i * TreeHash.BYTES, work, i * pair + 1, 2 * TreeHash.BYTES);
        }
        for (int count = pairs; count > 0; count /= 2) {
            for (int i = 0; i < count; i++) {
                digest.update(work, i * pair, pair);
                finish(work, i / 2 * pair + 1 + i % 2 * TreeHash.BYTES);
            }
        }
        return Arrays.copyOfRange(work, 1, 1 + TreeHash.BYTES);
    }

    private void finish(byte[] into, int at) {
        try {
            digest.digest(into, at, TreeHash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("the buffer has room for a digest", e);
        }
    }
}

package io.dbvouch.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 hash in the Merkle tree of RFC 6962, section 2.1: of a leaf, a node, or the root. */
public final class TreeHash {
    /** The length of a hash, in bytes. */
    public static final int BYTES = 32;

    private final byte[] value;

    private TreeHash(byte[] value) {
        this.value = value;
    }

    /**
     * Wraps a copy of {@code value}.
     *
     * @throws IllegalArgumentException unless it is 32 bytes long
     */
    public static TreeHash of(byte[] value) {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("a hash is 32 bytes, not " + value.length);
        }
        return new TreeHash(value.clone());
    }

    /**
     * The opposite of {@link #base64()}.
     *
     * @throws IllegalArgumentException unless it is the one base64 form of 32 bytes
     */
    public static TreeHash parseBase64(String text) {
        TreeHash hash = of(Base64.getDecoder().decode(text));
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("not canonical base64");
        }
        return hash;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** RFC 4648 section 4 base64, as checkpoints write it: 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    /** Lower-case hexadecimal: 64 characters. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}

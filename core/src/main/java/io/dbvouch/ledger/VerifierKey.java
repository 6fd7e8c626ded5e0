package io.dbvouch.ledger;

import io.dbvouch.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 verifier key ("vkey") of C2SP signed-note: a name, a key id and a public key. Source: c2sp.org/signed-note,
 * "Verifier keys" and "Ed25519 signatures".
 */
public final class VerifierKey {
    /** The signature type of Ed25519 in C2SP signed-note. */
    static final byte ED25519 = 1;

    private static final int KEY_BYTES = 32;
    /** RFC 8410, section 10.1: the DER of a SubjectPublicKeyInfo for Ed25519, up to the 32 bytes of the key. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final int id;
    private final byte[] publicKey;

    private VerifierKey(String name, int id, byte[] publicKey) {
        this.name = name;
        this.id = id;
        this.publicKey = publicKey;
    }

    /** The key {@code publicKey}, 32 bytes as in RFC 8032, under {@code name}. */
    static VerifierKey of(String name, byte[] publicKey) {
        return new VerifierKey(name, keyId(name, publicKey), publicKey.clone());
    }

    /** Reads {@code name+hex(id)+base64(0x01 ‖ public key)}; the opposite of {@link #format()}. */
    public static VerifierKey parse(String vkey) throws NoteException {
        // The base64 part may hold a plus; the name and the id may not.
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new NoteException("a verifier key has three parts with a plus between");
        }
        checkName(parts[0]);
        byte[] typed = SignedNote.decode(parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new NoteException("not an Ed25519 verifier key");
        }
        VerifierKey key = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.hexId().equals(parts[1])) {
            throw new NoteException("the key id is " + key.hexId() + ", not " + parts[1]);
        }
        return key;
    }

    /** The vkey text. */
    public String format() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(publicKey, 0, typed, 1, KEY_BYTES);
        return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** The key's name; for a log's key, the log's origin. */
    public String name() {
        return name;
    }

    /** The key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), big-endian. */
    public int id() {
        return id;
    }

    /** Whether {@code signature} is this key's over {@code text}. */
    boolean verifies(byte[] text, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_BYTES);
            System.arraycopy(publicKey, 0, encoded, SPKI.length, KEY_BYTES);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    /** Refuses a name that is empty or holds a plus, a Unicode space or a control character. */
    static void checkName(String name) throws NoteException {
        if (name.isEmpty()) {
            throw new NoteException("a key name is not empty");
        }
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (c == '+' || Character.isSpaceChar(c) || Character.isWhitespace(c) || Character.isISOControl(c)) {
                throw new NoteException("a key name holds neither a plus nor a space");
            }
            i += Character.charCount(c);
        }
    }

    private static int keyId(String name, byte[] publicKey) {
        MessageDigest digest = Sha256.begin();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        digest.update(publicKey);
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return format();
    }
}

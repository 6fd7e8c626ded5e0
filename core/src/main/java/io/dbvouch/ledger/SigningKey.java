package io.dbvouch.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 private key for signed notes, in the text form of Go's golang.org/x/mod/sumdb/note:
 * {@code PRIVATE+KEY+name+hex(id)+base64(0x01 ‖ 32-byte seed)}. {@link #toString()} does not show it.
 */
final class SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;
    /** RFC 8410, section 10.3: the DER of a PKCS#8 key for Ed25519, up to the 32 bytes of the seed. */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final String name;
    private final int id;
    private final byte[] seed;

    private SigningKey(String name, int id, byte[] seed) {
        this.name = name;
        this.id = id;
        this.seed = seed;
    }

    /** A new key and its public half. */
    record Pair(SigningKey signing, VerifierKey verifier) {}

    /** A fresh random key under {@code name}. */
    static Pair generate(String name) throws NoteException {
        VerifierKey.checkName(name);
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] spki = pair.getPublic().getEncoded();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            VerifierKey verifier = VerifierKey.of(name, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
            byte[] seed = Arrays.copyOfRange(pkcs8, PKCS8.length, PKCS8.length + SEED_BYTES);
            return new Pair(new SigningKey(name, verifier.id(), seed), verifier);
        } catch (GeneralSecurityException e) {
            throw new NoteException("no Ed25519 key can be made", e);
        }
    }

    /** The opposite of {@link #format()}. The key id is taken as written: only the public key can prove it. */
    static SigningKey parse(String text) throws NoteException {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3 || parts[1].length() != 8) {
            throw new NoteException("not a signing key");
        }
        VerifierKey.checkName(parts[0]);
        byte[] typed = SignedNote.decode(parts[2]);
        if (typed.length != 1 + SEED_BYTES || typed[0] != VerifierKey.ED25519) {
            throw new NoteException("not an Ed25519 signing key");
        }
        try {
            int id = HexFormat.fromHexDigits(parts[1]);
            return new SigningKey(parts[0], id, Arrays.copyOfRange(typed, 1, typed.length));
        } catch (IllegalArgumentException e) {
            throw new NoteException("not a signing key", e);
        }
    }

    /** The text form: secret. */
    String format() {
        byte[] typed = new byte[1 + SEED_BYTES];
        typed[0] = VerifierKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, SEED_BYTES);
        String id8 = HexFormat.of().toHexDigits(id);
        return PREFIX + name + "+" + id8 + "+" + Base64.getEncoder().encodeToString(typed);
    }

    String name() {
        return name;
    }

    int id() {
        return id;
    }

    /** What authenticates {@link Head}s to who has this key. */
    HeadKey headKey() {
        return HeadKey.derive(seed);
    }

    /** Signs {@code text}. Ed25519 is deterministic (RFC 8032, section 5.1.6): the same text gives the same bytes. */
    SignedNote.Signature sign(String text) {
        try {
            // Made here, since what only opens a ledger signs nothing. Any 32 bytes are a seed (RFC 8032, section
            // 5.1.5).
            byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + SEED_BYTES);
            System.arraycopy(seed, 0, encoded, PKCS8.length, SEED_BYTES);
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return SignedNote.Signature.of(name, id, signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    /** Who has the signing key verifies by signing again: Ed25519 is deterministic, and it costs half as much. */
    boolean hasSigned(SignedNote note) {
        SignedNote.Signature wanted = sign(note.text());
        for (SignedNote.Signature signature : note.signatures()) {
            // Not as records: a JVM makes up their equals at its first call, which takes 10 of a warm token's 160 ms.
            if (signature.name().equals(wanted.name()) && signature.base64().equals(wanted.base64())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "[signing key " + name + "]";
    }
}

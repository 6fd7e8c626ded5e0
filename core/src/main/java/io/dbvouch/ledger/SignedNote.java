package io.dbvouch.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text and the signatures under it. Source of the format: c2sp.org/signed-note.
 *
 * <pre>
 * text, ends in newline
 *
 * — name base64(4-byte key id ‖ signature)
 * </pre>
 *
 * @param text what is signed, with its last newline
 * @param signatures one to a hundred; verified or not
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** More than the sixteen that a verifier has to accept, and few enough to check. */
    private static final int MOST_SIGNATURES = 100;

    private static final int KEY_ID_BYTES = 4;

    /**
     * One signature line.
     *
     * @param name the key's name
     * @param base64 the key id and the signature
     */
    public record Signature(String name, String base64) {
        static Signature of(String name, int id, byte[] signature) {
            ByteBuffer bytes = ByteBuffer.allocate(KEY_ID_BYTES + signature.length);
            bytes.putInt(id).put(signature);
            return new Signature(name, Base64.getEncoder().encodeToString(bytes.array()));
        }

        /** The key id, which with the name says whose signature this is. */
        public int id() {
            return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt();
        }

        private byte[] bytes() {
            byte[] all = Base64.getDecoder().decode(base64);
            return Arrays.copyOfRange(all, KEY_ID_BYTES, all.length);
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Reads a note; the opposite of {@link #format()}. Nothing is verified: see {@link #open}. */
    public static SignedNote parse(byte[] note) throws NoteException {
        String all;
        try {
            all = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("a note is UTF-8", e);
        }
        for (int i = 0; i < all.length(); i++) {
            if (all.charAt(i) < ' ' && all.charAt(i) != '\n') {
                throw new NoteException("a note holds no control character");
            }
        }
        int blank = all.lastIndexOf("\n\n");
        if (blank < 0 || !all.endsWith("\n")) {
            throw new NoteException("a note is text, a blank line and signature lines");
        }
        List<Signature> signatures = new ArrayList<>();
        int from = blank + 2;
        while (from < all.length()) {
            int end = all.indexOf('\n', from);
            if (signatures.size() == MOST_SIGNATURES) {
                throw new NoteException("a note has at most " + MOST_SIGNATURES + " signatures");
            }
            signatures.add(signature(all.substring(from, end)));
            from = end + 1;
        }
        if (signatures.isEmpty()) {
            throw new NoteException("a note has a signature");
        }
        return new SignedNote(all.substring(0, blank + 1), signatures);
    }

    private static Signature signature(String line) throws NoteException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith("— ") || space < 2) {
            throw new NoteException("a signature line is an em dash, a name and a signature");
        }
        String name = line.substring(2, space);
        VerifierKey.checkName(name);
        String base64 = line.substring(space + 1);
        if (decode(base64).length <= KEY_ID_BYTES) {
            throw new NoteException("a signature is longer than its key id");
        }
        return new Signature(name, base64);
    }

    /** The note as bytes. */
    public byte[] format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Signature signature : signatures) {
            note.append("— ")
                    .append(signature.name)
                    .append(' ')
                    .append(signature.base64)
                    .append('\n');
        }
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Signs {@code text}; it has to end in a newline. */
    static SignedNote sign(String text, SigningKey key) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends in a newline");
        }
        return new SignedNote(text, List.of(key.sign(text)));
    }

    /**
     * The text of a note that {@code key} has signed. Signatures by other keys are ignored.
     *
     * @throws NoteException if the key's signature is missing, or any signature of its name and id does not verify
     */
    public static String open(byte[] note, VerifierKey key) throws NoteException {
        SignedNote parsed = parse(note);
        byte[] text = parsed.text.getBytes(StandardCharsets.UTF_8);
        boolean verified = false;
        for (Signature signature : parsed.signatures) {
            if (signature.name.equals(key.name()) && signature.id() == key.id()) {
                if (!key.verifies(text, signature.bytes())) {
                    throw new NoteException("the signature of " + key.name() + " does not verify");
                }
                verified = true;
            }
        }
        if (!verified) {
            throw new NoteException("no signature by " + key.format());
        }
        return parsed.text;
    }

    /** Standard base64 with padding, in its one canonical form. */
    static byte[] decode(String base64) throws NoteException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new NoteException("not base64", e);
        }
        throw new NoteException("not canonical base64");
    }
}

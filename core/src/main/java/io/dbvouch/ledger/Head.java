package io.dbvouch.ledger;

import io.dbvouch.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the writers of a ledger tell each other: how far it goes, before a signature says so. The file {@code head} is
 * written in place with each batch and never forced, so it proves nothing to anyone without the signing key, and after a
 * power cut it may say anything; what does not fit is as good as no head.
 *
 * <pre>
 * origin
 * size
 * root of the tree over so many entries, in base64
 * SHA-256 of the file checkpoint, in base64
 * HMAC-SHA256 of the four lines above, in base64
 * </pre>
 *
 * @param state how far the lines go
 * @param sealed the SHA-256 of a checkpoint file that was found or made good
 */
record Head(Checkpoint state, TreeHash sealed) {
    private static final int LONGEST = 4096;

    /** The SHA-256 of a checkpoint file. */
    static TreeHash sealOf(byte[] note) {
        return TreeHash.of(Sha256.begin().digest(note));
    }

    /** The file's content; the opposite of {@link #parse}. */
    byte[] format(HeadKey key) {
        byte[] text = (state.format() + sealed.base64() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] code = Base64.getEncoder().encode(key.code(text));
        byte[] all = Arrays.copyOf(text, text.length + code.length + 1);
        System.arraycopy(code, 0, all, text.length, code.length);
        all[all.length - 1] = '\n';
        return all;
    }

    /** Reads the file; null where it is missing. */
    static byte @Nullable [] read(Path file) throws IOException {
        try {
            return Disk.read(file, LONGEST);
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /** What a head says; null unless it was made with {@code key}. */
    static @Nullable Head parse(byte @Nullable [] content, HeadKey key) {
        if (content == null || content.length < 2 || content[content.length - 1] != '\n') {
            return null;
        }
        int textEnd = content.length - 1;
        while (textEnd > 0 && content[textEnd - 1] != '\n') {
            textEnd--;
        }
        byte[] text = Arrays.copyOf(content, textEnd);
        byte[] code = Arrays.copyOfRange(content, textEnd, content.length - 1);
        if (!MessageDigest.isEqual(Base64.getEncoder().encode(key.code(text)), code)) {
            return null;
        }
        try {
            String lines = new String(text, StandardCharsets.UTF_8);
            int sealStart = lines.lastIndexOf('\n', lines.length() - 2) + 1;
            TreeHash sealed = TreeHash.parseBase64(lines.substring(sealStart, lines.length() - 1));
            return new Head(Checkpoint.parse(lines.substring(0, sealStart)), sealed);
        } catch (NoteException | IllegalArgumentException | StringIndexOutOfBoundsException _) {
            return null;
        }
    }
}

package io.dbvouch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of which nothing is lost that is not UTF-8: whoever it is meant for is to take it or to refuse it, and is not to be given
 * something else. A byte that belongs to no character is kept as one of the low surrogates U+DC80 to U+DCFF, which no UTF-8
 * gives (RFC 3629, section 3); Python's {@code surrogateescape} (PEP 383) does the same.
 *
 * <p>Where text is known to be in another encoding, what is kept also says how its bytes make up characters, for who has to know
 * how wide they are: U+DC80 to U+DCFF begin a character of one column, U+DD80 to U+DDFF one of two, and U+DE80 to U+DEFF go on
 * with one. Each is the byte in its lower half.
 */
public final class Utf8 {
    /** Add a byte, and it begins a character of one column. */
    public static final char NARROW = 0xDC00;

    /** Add a byte, and it begins a character of two columns. */
    public static final char WIDE = 0xDD00;

    /** Add a byte, and it goes on with a character. */
    public static final char REST = 0xDE00;

    private Utf8() {}

    /** The text that bytes are. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** The text that some of the bytes are. */
    public static String decode(byte[] bytes, int from, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
        // No byte makes more than one char.
        CharBuffer out = CharBuffer.allocate(length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (NARROW + Byte.toUnsignedInt(in.get())));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /** The bytes that a text is, those that are no UTF-8 as they were. */
    public static byte[] encode(String text) {
        int kept = nextKept(text, 0);
        if (kept == text.length()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int done = 0;
        while (kept < text.length()) {
            bytes.writeBytes(text.substring(done, kept).getBytes(StandardCharsets.UTF_8));
            bytes.write(text.charAt(kept));
            done = kept + 1;
            kept = nextKept(text, done);
        }
        bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** The text that UTF-8 says the kept bytes are, together with what is between them. */
    public static String reread(String text) {
        return keepsBytes(text) ? decode(encode(text)) : text;
    }

    /** Whether something in a text is a byte that is kept. */
    public static boolean keepsBytes(String text) {
        return nextKept(text, 0) < text.length();
    }

    /** Whether this is a byte that is kept, which is then its lower half: a code point, or a char that is not half of a pair. */
    public static boolean isByte(int codePoint) {
        return codePoint >= NARROW + 0x80 && codePoint <= REST + 0xFF && (codePoint & 0x80) != 0;
    }

    private static int nextKept(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (isByte(codePoint)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }
}

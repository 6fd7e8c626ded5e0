package io.dbvouch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of which nothing is lost that is not UTF-8: whoever it is meant for is to refuse it, and is not to be given something
 * else. A byte that belongs to no character is kept as one of the low surrogates U+DC80 to U+DCFF, which no UTF-8 gives (RFC
 * 3629, section 3); Python's {@code surrogateescape} (PEP 383) does the same.
 */
public final class Utf8 {
    private static final int ESCAPE = 0xDC00;
    private static final int FIRST_ESCAPED = 0xDC80;
    private static final int LAST_ESCAPED = 0xDCFF;

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
                out.put((char) (ESCAPE + Byte.toUnsignedInt(in.get())));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /** The bytes that a text is, those that are no UTF-8 as they were. */
    public static byte[] encode(String text) {
        int escaped = nextEscaped(text, 0);
        if (escaped == text.length()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int done = 0;
        while (escaped < text.length()) {
            bytes.writeBytes(text.substring(done, escaped).getBytes(StandardCharsets.UTF_8));
            bytes.write(text.charAt(escaped) - ESCAPE);
            done = escaped + 1;
            escaped = nextEscaped(text, done);
        }
        bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static int nextEscaped(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= FIRST_ESCAPED && codePoint <= LAST_ESCAPED) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }
}

package io.dbvouch.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Writes UTF-8. Characters are collected in one buffer and encoded when it is full, so that a value costs one copy and no
 * allocation. A surrogate without its other half becomes a question mark. Not for use by several threads.
 */
public final class Utf8Sink implements TextSink, AutoCloseable {
    private static final int CHARS = 16 * 1024;

    private final OutputStream out;
    private final char[] chars = new char[CHARS];
    private final ByteBuffer bytes;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private int count;

    public Utf8Sink(OutputStream out) {
        this.out = out;
        // One code unit is at most three bytes; four belong to a pair.
        this.bytes = ByteBuffer.allocate(CHARS * 3);
    }

    @Override
    public void write(char unit) throws IOException {
        if (count == CHARS) {
            encode(false);
        }
        chars[count++] = unit;
    }

    @Override
    public void write(String text, int start, int end) throws IOException {
        int from = start;
        while (from < end) {
            if (count == CHARS) {
                encode(false);
            }
            int to = Math.min(end, from + CHARS - count);
            text.getChars(from, to, chars, count);
            count += to - from;
            from = to;
        }
    }

    @Override
    public void flush() throws IOException {
        encode(true);
        out.flush();
    }

    /** Flushes, and closes the stream. */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void encode(boolean all) throws IOException {
        CharBuffer input = CharBuffer.wrap(chars, 0, count);
        encoder.reset();
        encoder.encode(input, bytes, all);
        int length = bytes.position();
        bytes.clear();
        // The first half of a pair waits for the second.
        count = input.remaining();
        input.get(chars, 0, count);
        // Last: what cannot be written is not written again, as a part of it may have been, and fails once.
        out.write(bytes.array(), 0, length);
    }
}

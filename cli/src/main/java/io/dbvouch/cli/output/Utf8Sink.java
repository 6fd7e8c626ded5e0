package io.dbvouch.cli.output;

import io.dbvouch.Utf8;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes UTF-8. It is encoded into one buffer, so that a value costs one copy and no allocation, and what is UTF-8 already is
 * copied as it is. A byte that {@link Utf8} has kept is that byte; another surrogate without its other half becomes a question
 * mark. Not for use by several threads.
 */
public final class Utf8Sink implements TextSink, AutoCloseable {
    private static final int BYTES = 64 * 1024;

    /** The most that one write of a character may add: a question mark for half a pair, and three bytes, or four of a pair. */
    private static final int LONGEST = 4;

    private final OutputStream out;
    private final byte[] bytes = new byte[BYTES];
    private int count;
    /** The first half of a pair, which waits for the second; 0 for none. */
    private char half;

    public Utf8Sink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(char unit) throws IOException {
        if (count > BYTES - LONGEST) {
            writeOut();
        }
        if (unit < 0x80 && half == 0) {
            bytes[count++] = (byte) unit;
        } else {
            encode(unit);
        }
    }

    @Override
    public void write(String text, int start, int end) throws IOException {
        int from = start;
        while (from < end) {
            if (count > BYTES - LONGEST) {
                writeOut();
            }
            int to = (int) Math.min(end, from + (long) BYTES - LONGEST - count + 1);
            from = half == 0 ? copyAscii(text, from, to) : from;
            if (from < to) {
                write(text.charAt(from++));
            }
        }
    }

    /** Copies as far as it is ASCII. */
    private int copyAscii(String text, int from, int to) {
        int at = count;
        int i = from;
        for (; i < to; i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                break;
            }
            bytes[at++] = (byte) unit;
        }
        count = at;
        return i;
    }

    private void encode(char unit) {
        if (half != 0) {
            char first = half;
            half = 0;
            if (Character.isLowSurrogate(unit)) {
                int point = Character.toCodePoint(first, unit);
                bytes[count++] = (byte) (0xF0 | (point >>> 18));
                bytes[count++] = (byte) (0x80 | ((point >>> 12) & 0x3F));
                bytes[count++] = (byte) (0x80 | ((point >>> 6) & 0x3F));
                bytes[count++] = (byte) (0x80 | (point & 0x3F));
                return;
            }
            bytes[count++] = '?';
        }
        if (Character.isHighSurrogate(unit)) {
            half = unit;
        } else if (Character.isLowSurrogate(unit)) {
            bytes[count++] = Utf8.isByte(unit) ? (byte) unit : (byte) '?';
        } else if (unit < 0x80) {
            bytes[count++] = (byte) unit;
        } else if (unit < 0x800) {
            bytes[count++] = (byte) (0xC0 | (unit >>> 6));
            bytes[count++] = (byte) (0x80 | (unit & 0x3F));
        } else {
            bytes[count++] = (byte) (0xE0 | (unit >>> 12));
            bytes[count++] = (byte) (0x80 | ((unit >>> 6) & 0x3F));
            bytes[count++] = (byte) (0x80 | (unit & 0x3F));
        }
    }

    @Override
    public void writeUtf8(byte[] text, int start, int length) throws IOException {
        endHalf();
        if (length > BYTES - count) {
            writeOut();
            if (length > BYTES) {
                out.write(text, start, length);
                return;
            }
        }
        System.arraycopy(text, start, bytes, count, length);
        count += length;
    }

    private void endHalf() throws IOException {
        if (half != 0) {
            half = 0;
            write('?');
        }
    }

    @Override
    public void flush() throws IOException {
        endHalf();
        writeOut();
        out.flush();
    }

    /** Flushes, and closes the stream. */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void writeOut() throws IOException {
        int length = count;
        // First: what cannot be written is not written again, as a part of it may have been, and fails once.
        count = 0;
        out.write(bytes, 0, length);
    }
}

package io.dbvouch.wire;

import io.dbvouch.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts messages together and sends them, as many at a time as one likes. */
final class MessageWriter {
    private static final int USUAL = 8 * 1024;

    private final OutputStream out;
    private byte[] buffer = new byte[USUAL];
    private int count;
    private int start;
    private long sent;

    MessageWriter(OutputStream out) {
        this.out = out;
    }

    /** Bytes sent so far. */
    long sent() {
        return sent;
    }

    MessageWriter begin(char type) {
        int8(type);
        start = count;
        return int32(0);
    }

    MessageWriter end() {
        int length = count - start;
        count = start;
        int32(length);
        count = start + length;
        return this;
    }

    MessageWriter int8(int value) {
        room(1);
        buffer[count++] = (byte) value;
        return this;
    }

    MessageWriter int16(int value) {
        return int8(value >>> 8).int8(value);
    }

    MessageWriter int32(int value) {
        return int16(value >>> 16).int16(value);
    }

    MessageWriter bytes(byte[] bytes, int from, int length) {
        room(length);
        System.arraycopy(bytes, from, buffer, count, length);
        count += length;
        return this;
    }

    /** Text and the zero that ends it; there must be none in it. */
    MessageWriter text(String text) {
        byte[] bytes = Utf8.encode(text);
        return bytes(bytes, 0, bytes.length).int8(0);
    }

    /** A value of a statement: its length and its text; NULL is a length of -1. */
    MessageWriter value(@Nullable String value) {
        if (value == null) {
            return int32(-1);
        }
        byte[] bytes = Utf8.encode(value);
        return int32(bytes.length).bytes(bytes, 0, bytes.length);
    }

    /** Sends what has been put together. */
    void flush() throws IOException {
        int length = count;
        // Even if it fails: a part of it may have been sent.
        count = 0;
        sent += length;
        out.write(buffer, 0, length);
        out.flush();
        if (buffer.length > USUAL) {
            buffer = new byte[USUAL];
        }
    }

    /** Sends a message whose body lies elsewhere. */
    void send(char type, byte[] body, int from, int length) throws IOException {
        int8(type).int32(length + 4);
        if (length <= USUAL) {
            bytes(body, from, length).flush();
            return;
        }
        flush();
        sent += length;
        out.write(body, from, length);
        out.flush();
    }

    private void room(int more) {
        if (buffer.length - count < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(count, more), 2 * buffer.length));
        }
    }
}

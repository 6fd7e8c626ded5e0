package io.dbvouch.wire;

import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/** A row where it came in: valid until the connection goes to the next message. */
public final class Row {
    private byte[] bytes = new byte[0];
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int size;
    private ClientEncoding encoding = ClientEncoding.UTF8;

    Row() {}

    void read(MessageReader message, int columns) throws ProtocolException {
        size = message.int16();
        if (size != columns) {
            throw new ProtocolException("a row of " + size + " values under " + columns + " columns");
        }
        if (starts.length < size) {
            starts = new int[size];
            lengths = new int[size];
        }
        bytes = message.buffer();
        encoding = message.encoding();
        for (int i = 0; i < size; i++) {
            int length = message.int32();
            lengths[i] = length;
            starts[i] = message.take(length == -1 ? 0 : length);
        }
        message.done();
    }

    /** How many values it has. */
    public int size() {
        return size;
    }

    /** The buffer that the values lie in. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where a value begins. */
    public int start(int column) {
        return starts[column];
    }

    /** A value's length in bytes; -1 for SQL's NULL. */
    public int length(int column) {
        return lengths[column];
    }

    /** A value as text, in what the session speaks; null for SQL's NULL. */
    public @Nullable String text(int column) {
        int length = lengths[column];
        return length < 0 ? null : encoding.decode(bytes, starts[column], length);
    }
}

package io.dbvouch.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ProtocolException;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes messages off a stream, one at a time. What is wrong with them is a {@link ProtocolException}; a time limit that runs out
 * leaves everything as it was.
 */
final class MessageReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** No type and no length: the stream ended between two messages. */
    static final int END = -1;

    private static final int USUAL = 64 * 1024;
    private static final int HEADER = 5;

    /** What libpq takes of a server's messages of other types ({@code VALID_LONG_MESSAGE_TYPE} in {@code fe-protocol3.c}). */
    private static final int SHORT_MESSAGE = 30_000;

    /** As long as an array can be in any JVM. */
    private static final long LARGEST_BUFFER = Integer.MAX_VALUE - 8L;

    private static final String CUT_OFF = "the server hung up in the middle of a message";

    /** A server's that may be long: data, and what is said in words. */
    private static final String LONG_OF_SERVER = "TDdENAtV";

    /** A client's: statements, values and data, those that PostgreSQL takes of any length ({@code SocketBackend}). */
    private static final String LONG_OF_CLIENT = "QPBFd";

    private final InputStream in;
    private final String longTypes;
    private int longest;
    private byte[] buffer = new byte[USUAL];
    private int limit;
    /** Where the current message begins and ends, and how far its body is read. */
    private int from;

    private int to;
    private int at;
    private long received;
    private ClientEncoding encoding = ClientEncoding.UTF8;

    private MessageReader(InputStream in, String longTypes, int longest) {
        this.in = in;
        this.longTypes = longTypes;
        this.longest = longest;
    }

    /** What a server sends. */
    static MessageReader ofServer(InputStream in, int longest) {
        return new MessageReader(in, LONG_OF_SERVER, longest);
    }

    /** What a client sends that is logged in. */
    static MessageReader ofClient(InputStream in, int longest) {
        return new MessageReader(in, LONG_OF_CLIENT, longest);
    }

    /** The longest message from now on, in bytes. */
    void allow(int bytes) {
        longest = bytes;
    }

    /** What text is in from now on. */
    void encoding(ClientEncoding now) {
        encoding = now;
    }

    ClientEncoding encoding() {
        return encoding;
    }

    /** Bytes taken off the stream so far. */
    long received() {
        return received;
    }

    /** Goes to the next message and gives its type, or {@link #END}. */
    int next() throws IOException {
        if (to == limit) {
            empty();
        }
        if (!fill(0, HEADER)) {
            return END;
        }
        int length = length(0);
        if (!fill(0, 1 + length)) {
            throw new EOFException(CUT_OFF);
        }
        from = to;
        at = from + HEADER;
        to = from + 1 + length;
        return buffer[from];
    }

    /**
     * Looks at what follows the current message, which is over by that, for as long as it is rows and no more than {@code most}
     * bytes. It stays there to be taken.
     *
     * @return the type of the first message that neither is a row nor can come at any time; 0 where there is none so near
     */
    int peek(int most) throws IOException {
        int offset = 0;
        while (offset <= most && fill(offset, HEADER)) {
            int type = buffer[to + offset];
            if ("DNAS".indexOf(type) < 0) {
                return type;
            }
            int length = length(offset);
            if (!fill(offset, 1 + length)) {
                break;
            }
            offset += 1 + length;
        }
        return 0;
    }

    /** Whether a message of this type has come behind the current one, with nothing between but what can come at any time. */
    boolean isNext(char type) {
        int at = to;
        while (limit - at >= HEADER && "NAS".indexOf(buffer[at]) >= 0) {
            int length = int32At(at + 1);
            if (length < Integer.BYTES || length >= limit - at) {
                return false;
            }
            at += 1 + length;
        }
        return limit > at && buffer[at] == type;
    }

    /** The length of the message that begins so far behind the current one, if it can be one. */
    private int length(int offset) throws ProtocolException {
        int type = buffer[to + offset];
        int length = int32At(to + offset + 1);
        int most = longTypes.indexOf(type) >= 0 ? longest : Math.min(longest, SHORT_MESSAGE);
        if (length < 4 || length > most) {
            throw new ProtocolException("a message of " + length + " bytes, where "
                    + (length < 4 ? "4 are the least" : most + " are the most"));
        }
        return length;
    }

    /** Sees to it that so many bytes are there, so far behind the current message; false where the stream ends there. */
    private boolean fill(int offset, int wanted) throws IOException {
        while (limit - to - offset < wanted) {
            if (limit == buffer.length) {
                makeRoom();
            }
            int got = in.read(buffer, limit, buffer.length - limit);
            if (got < 0) {
                if (limit - to == offset) {
                    return false;
                }
                throw new EOFException(CUT_OFF);
            }
            limit += got;
            received += got;
        }
        return true;
    }

    /** What has come so far is as long as the buffer: it moves to the front, or the buffer grows. */
    private void makeRoom() {
        if (to == 0) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, LARGEST_BUFFER));
            return;
        }
        System.arraycopy(buffer, to, buffer, 0, limit - to);
        limit -= to;
        from = 0;
        at = 0;
        to = 0;
    }

    private void empty() {
        if (buffer.length > USUAL) {
            buffer = new byte[USUAL];
        }
        from = 0;
        at = 0;
        to = 0;
        limit = 0;
    }

    /** How much has come beyond the current message. */
    int ahead() {
        return limit - to;
    }

    /** Takes it, message or not. */
    byte[] takeAhead() {
        byte[] taken = Arrays.copyOfRange(buffer, to, limit);
        empty();
        return taken;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where the current message begins in the buffer, type and length included. */
    int start() {
        return from;
    }

    /** Where its unread body begins. */
    int position() {
        return at;
    }

    /** Where it ends. */
    int end() {
        return to;
    }

    int int8() throws ProtocolException {
        return buffer[take(1)] & 0xFF;
    }

    int int16() throws ProtocolException {
        int start = take(2);
        return ((buffer[start] & 0xFF) << 8) | (buffer[start + 1] & 0xFF);
    }

    int int32() throws ProtocolException {
        return int32At(take(4));
    }

    private int int32At(int start) {
        return (int) INT.get(buffer, start);
    }

    /** Text that ends in a zero. */
    String text() throws ProtocolException {
        for (int i = at; i < to; i++) {
            if (buffer[i] == 0) {
                String text = encoding.decode(buffer, at, i - at);
                at = i + 1;
                return text;
            }
        }
        throw new ProtocolException("a text without an end");
    }

    /** Passes over so many bytes, and says where they begin. */
    int take(int bytes) throws ProtocolException {
        if (bytes < 0 || bytes > to - at) {
            throw new ProtocolException("a message that ends too early");
        }
        int start = at;
        at += bytes;
        return start;
    }

    /** Refuses a message of which something is left. */
    void done() throws ProtocolException {
        if (at != to) {
            throw new ProtocolException("a message with " + (to - at) + " bytes too many");
        }
    }
}

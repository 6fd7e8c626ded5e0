package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One message of the PostgreSQL protocol, version 3
 * (<a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">Message Formats</a>).
 */
final class Message {
    static final char AUTHENTICATION = 'R';
    static final char ERROR = 'E';
    static final char PASSWORD = 'p';
    static final char NEGOTIATE_PROTOCOL_VERSION = 'v';
    static final char QUERY = 'Q';
    static final char DATA_ROW = 'D';
    static final char READY_FOR_QUERY = 'Z';

    static final int AUTHENTICATION_OK = 0;
    static final int AUTHENTICATION_CLEARTEXT_PASSWORD = 3;
    static final int AUTHENTICATION_SASL_FINAL = 12;

    private final char type;
    private final byte[] body;

    /**
     * @param type the message's type byte
     * @param body what follows the length; it is not copied
     */
    Message(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    char type() {
        return type;
    }

    byte[] body() {
        return body;
    }

    /** The end of a session, in the words that a PostgreSQL server uses. */
    static Message fatal(String sqlState, String text) {
        Body body = new Body();
        Map<Character, String> fields = new TreeMap<>(Map.of('S', "FATAL", 'V', "FATAL", 'C', sqlState, 'M', text));
        fields.forEach((field, value) -> body.int8(field).string(value));
        return new Message(ERROR, body.int8(0).bytes());
    }

    static Message askForCleartextPassword() {
        return new Message(
                AUTHENTICATION,
                new Body().int32(AUTHENTICATION_CLEARTEXT_PASSWORD).bytes());
    }

    /**
     * NegotiateProtocolVersion.
     *
     * @param version the newest version that is spoken with this client
     * @param unknownOptions the {@code _pq_.} options that are not understood
     */
    static Message negotiate(int version, List<String> unknownOptions) {
        Body body = new Body().int32(version).int32(unknownOptions.size());
        unknownOptions.forEach(body::string);
        return new Message(NEGOTIATE_PROTOCOL_VERSION, body.bytes());
    }

    static Message query(String sql) {
        return new Message(QUERY, new Body().string(sql).bytes());
    }

    /** The kind of an Authentication message, such as {@link #AUTHENTICATION_OK}. */
    int authenticationKind() {
        return ByteBuffer.wrap(body).getInt();
    }

    /** The fields of an ErrorResponse by their one-letter names. */
    Map<Character, String> errorFields() {
        Map<Character, String> fields = new TreeMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(body);
        for (byte field = buffer.get(); field != 0; field = buffer.get()) {
            fields.put((char) field, string(buffer));
        }
        return fields;
    }

    /** Reads a string up to its terminating zero. */
    static String string(ByteBuffer buffer) {
        int start = buffer.position();
        int length = 0;
        while (buffer.get() != 0) {
            length++;
        }
        return new String(buffer.array(), buffer.arrayOffset() + start, length, UTF_8);
    }

    byte[] encoded() {
        return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
                .put((byte) type)
                .putInt(Integer.BYTES + body.length)
                .put(body)
                .array();
    }

    /** Puts the body of a message together. */
    static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body int8(int value) {
            bytes.write(value);
            return this;
        }

        Body int32(int value) {
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
            return this;
        }

        Body string(String value) {
            bytes.writeBytes(value.getBytes(UTF_8));
            return int8(0);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}

package io.dbvouch.wire;

import io.dbvouch.Utf8;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client begins with.
 *
 * @param version the protocol's, major in the upper 16 bits; or the code of a request that is no login
 * @param parameters of a login: {@code user}, {@code database}, {@code options} and settings
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-STARTUPMESSAGE">StartupMessage</a>
 */
record StartupPacket(int version, Map<String, String> parameters) {
    static final int VERSION_3_0 = 3 << 16;

    StartupPacket {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Reads what follows the length. */
    static StartupPacket parse(ByteBuffer packet) throws ProtocolException {
        if (packet.remaining() < Integer.BYTES) {
            throw badLayout();
        }
        int version = packet.getInt();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = text(packet); !name.isEmpty(); name = text(packet)) {
            parameters.put(name, text(packet));
        }
        if (packet.hasRemaining()) {
            throw badLayout();
        }
        return new StartupPacket(version, parameters);
    }

    private static String text(ByteBuffer packet) throws ProtocolException {
        int start = packet.position();
        while (packet.hasRemaining()) {
            if (packet.get() == 0) {
                byte[] bytes = new byte[packet.position() - start - 1];
                packet.get(start, bytes);
                return Utf8.decode(bytes);
            }
        }
        throw badLayout();
    }

    /** In PostgreSQL's words. */
    private static ProtocolException badLayout() {
        return new ProtocolException("invalid startup packet layout: expected terminator as last byte");
    }

    byte[] encoded() {
        int length = 2 * Integer.BYTES + 1;
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            length += bytes(each.getKey()).length + bytes(each.getValue()).length + 2;
        }
        ByteBuffer packet = ByteBuffer.allocate(length).putInt(length).putInt(version);
        parameters.forEach((name, value) ->
                packet.put(bytes(name)).put((byte) 0).put(bytes(value)).put((byte) 0));
        return packet.array();
    }

    private static byte[] bytes(String text) {
        return Utf8.encode(text);
    }
}

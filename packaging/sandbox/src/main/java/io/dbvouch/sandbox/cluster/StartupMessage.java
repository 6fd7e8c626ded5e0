package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who wants to log in, and to what.
 *
 * @param version the protocol version that the client asks for: major in the upper, minor in the lower 16 bits
 * @param parameters the startup parameters in the order in which they came
 */
record StartupMessage(int version, Map<String, String> parameters) implements FirstPacket.Request {
    /** Protocol 3.0, which every client speaks. */
    static final int VERSION_3_0 = 3 << 16;

    /** Protocol 3.2, the newest one of PostgreSQL 18. */
    static final int VERSION_3_2 = 3 << 16 | 2;

    private static final String PROTOCOL_OPTION = "_pq_.";

    /** PostgreSQL cuts longer names (NAMEDATALEN less its terminating zero). */
    private static final int MAX_NAME_BYTES = 63;

    StartupMessage {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static StartupMessage parse(int version, ByteBuffer rest) throws ProtocolException {
        if (version >>> 16 != 3) {
            throw new ProtocolException(
                    "0A000",
                    "unsupported frontend protocol %d.%d: server supports 3.0 to 3.2"
                            .formatted(version >>> 16, version & 0xFFFF));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = string(rest); !name.isEmpty(); name = string(rest)) {
            parameters.put(name, string(rest));
        }
        if (rest.hasRemaining()) {
            throw badLayout();
        }
        if (Objects.requireNonNullElse(parameters.get("user"), "").isEmpty()) {
            throw new ProtocolException("28000", "no PostgreSQL user name specified in startup packet");
        }
        return new StartupMessage(version, parameters);
    }

    private static String string(ByteBuffer rest) throws ProtocolException {
        int start = rest.position();
        while (rest.hasRemaining()) {
            if (rest.get() == 0) {
                try {
                    return UTF_8.newDecoder()
                            .decode(rest.slice(start, rest.position() - start - 1))
                            .toString();
                } catch (CharacterCodingException e) {
                    throw badLayout();
                }
            }
        }
        throw badLayout();
    }

    private static ProtocolException badLayout() {
        return new ProtocolException("08P01", "invalid startup packet layout: expected terminator as last byte");
    }

    /** The user as PostgreSQL takes it: cut to 63 bytes. */
    String user() {
        byte[] name = parameter("user").getBytes(UTF_8);
        return name.length <= MAX_NAME_BYTES ? parameter("user") : new String(name, 0, MAX_NAME_BYTES, UTF_8);
    }

    /** The database; a client that names none means the one called like the user. */
    String database() {
        String database = parameter("database");
        return database.isEmpty() ? parameter("user") : database;
    }

    /** What the client calls itself, or nothing. */
    String applicationName() {
        return parameter("application_name");
    }

    private String parameter(String name) {
        return Objects.requireNonNullElse(parameters.get(name), "");
    }

    /** The protocol options that nobody here knows: PostgreSQL 18 has none at all. */
    List<String> protocolOptions() {
        return parameters.keySet().stream()
                .filter(name -> name.startsWith(PROTOCOL_OPTION))
                .toList();
    }

    /** The newest version that client and server both speak. */
    int commonVersion() {
        return Math.min(version, VERSION_3_2);
    }

    /** Whether the client has to be told that it does not get all it asked for. */
    boolean needsNegotiation() {
        return version != commonVersion() || !protocolOptions().isEmpty();
    }

    /** The same login with nothing left in it to negotiate. */
    StartupMessage negotiated() {
        Map<String, String> known = new LinkedHashMap<>(parameters);
        known.keySet().removeAll(protocolOptions());
        return new StartupMessage(commonVersion(), known);
    }

    /** The same login with one parameter more, or another value for it; it comes last, so it wins over {@code options}. */
    StartupMessage with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.remove(name);
        all.put(name, value);
        return new StartupMessage(version, all);
    }

    byte[] encoded() {
        Message.Body body = new Message.Body().int32(version);
        parameters.forEach((name, value) -> body.string(name).string(value));
        byte[] bytes = body.int8(0).bytes();
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(Integer.BYTES + bytes.length)
                .put(bytes)
                .array();
    }
}

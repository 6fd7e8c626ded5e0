package io.dbvouch.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a connection, for a client that has shown who it is by having got here: it is asked for no password, and
 * spoken to without TLS.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-START-UP">Start-up</a>
 */
public final class ClientLine {
    /** PostgreSQL's {@code MAX_STARTUP_PACKET_LENGTH}. */
    private static final int LONGEST = 10_000;

    private static final int CANCEL_REQUEST = 80877102;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_ENCRYPTION_REQUEST = 80877104;

    final InputStream in;
    final OutputStream out;

    /** A client's two directions. */
    public ClientLine(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** What a client wants. */
    public sealed interface Opening {
        /** To log in. */
        record Login(Map<String, String> parameters) implements Opening {
            /** A parameter; empty where it is not given. */
            public String parameter(String name) {
                return parameters.getOrDefault(name, "");
            }
        }

        /** Another connection's statement to be stopped. */
        record Cancel(CancelKey key) implements Opening {}
    }

    /**
     * Listens to what the client wants. Offers of encryption are declined: nobody else can listen here.
     *
     * @throws EOFException where it has gone
     * @throws ProtocolException where it does not speak the protocol
     */
    public Opening open() throws IOException {
        for (int requests = 0; requests < 3; requests++) {
            ByteBuffer packet = read();
            int code = packet.getInt(0);
            switch (code) {
                case SSL_REQUEST, GSS_ENCRYPTION_REQUEST -> {
                    out.write('N');
                    out.flush();
                }
                case CANCEL_REQUEST -> {
                    return cancel(packet.position(Integer.BYTES));
                }
                default -> {
                    return login(StartupPacket.parse(packet));
                }
            }
        }
        throw new ProtocolException("a client that only asks for encryption");
    }

    private ByteBuffer read() throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length == 0) {
            throw new EOFException("the client has gone");
        }
        int bytes = length.length < Integer.BYTES ? 0 : ByteBuffer.wrap(length).getInt() - Integer.BYTES;
        if (bytes < Integer.BYTES || bytes > LONGEST) {
            throw new ProtocolException("invalid length of startup packet");
        }
        byte[] packet = in.readNBytes(bytes);
        if (packet.length < bytes) {
            throw new EOFException("the client has gone");
        }
        return ByteBuffer.wrap(packet);
    }

    private static Opening cancel(ByteBuffer packet) throws ProtocolException {
        if (packet.remaining() < 2 * Integer.BYTES) {
            throw new ProtocolException("invalid length of cancel request");
        }
        int pid = packet.getInt();
        byte[] key = new byte[packet.remaining()];
        packet.get(key);
        return new Opening.Cancel(new CancelKey(pid, key));
    }

    private Opening login(StartupPacket packet) throws IOException {
        if (packet.version() >>> 16 != 3) {
            throw new ProtocolException("unsupported frontend protocol " + (packet.version() >>> 16) + "."
                    + (packet.version() & 0xFFFF) + ": server supports 3.0 to 3.0");
        }
        List<String> options = packet.parameters().keySet().stream()
                .filter(name -> name.startsWith("_pq_."))
                .toList();
        if (packet.version() != StartupPacket.VERSION_3_0 || !options.isEmpty()) {
            MessageWriter message = new MessageWriter(out);
            message.begin('v').int32(0).int32(options.size());
            options.forEach(message::text);
            message.end().flush();
        }
        return new Opening.Login(packet.parameters());
    }

    /**
     * Sends the client away.
     *
     * @param sqlState five characters
     * @param detail more about it; null for none
     * @param hint what to do; null for none
     */
    public void refuse(String sqlState, String message, @Nullable String detail, @Nullable String hint)
            throws IOException {
        MessageWriter error = new MessageWriter(out);
        error.begin('E');
        field(error, 'S', "FATAL");
        field(error, 'V', "FATAL");
        field(error, 'C', sqlState);
        field(error, 'M', message);
        field(error, 'D', detail);
        field(error, 'H', hint);
        error.int8(0).end().flush();
    }

    private static void field(MessageWriter error, char letter, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            error.int8(letter).text(value.replace('\0', ' '));
        }
    }

    /** Lets the client in, as a server does after a login. */
    void welcome(Map<String, String> parameters, CancelKey key, char status) throws IOException {
        MessageWriter welcome = new MessageWriter(out);
        welcome.begin('R').int32(0).end();
        parameters.forEach(
                (name, value) -> welcome.begin('S').text(name).text(value).end());
        byte[] secret = key.key();
        welcome.begin('K').int32(key.pid()).bytes(secret, 0, secret.length).end();
        welcome.begin('Z').int8(status).end().flush();
    }
}

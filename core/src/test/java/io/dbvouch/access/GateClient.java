package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A client that speaks the protocol by hand, on the socket of a {@link SocketGate}. */
final class GateClient implements AutoCloseable {
    private final SocketChannel channel;
    final DataInputStream in;
    final DataOutputStream out;
    int pid;
    byte[] key = {};

    GateClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    GateClient startup(String... parameters) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(ByteBuffer.allocate(4).putInt(3 << 16).array());
        for (String each : parameters) {
            body.write((each + "\0").getBytes(StandardCharsets.UTF_8));
        }
        body.write(0);
        return packet(body.toByteArray());
    }

    GateClient packet(byte... body) throws IOException {
        // In one piece: whoever refuses the length hangs up before the rest is sent.
        out.write(ByteBuffer.allocate(4 + body.length)
                .putInt(body.length + 4)
                .put(body)
                .array());
        out.flush();
        return this;
    }

    GateClient login() throws IOException {
        startup("user", "arianna", "database", "company", "application_name", "by hand", "TimeZone", "Asia/Tokyo");
        assertThat(untilReady()).contains("S TimeZone=Asia/Tokyo").doesNotContain("S application_name=by hand");
        return this;
    }

    GateClient query(String sql) throws IOException {
        return query(sql.getBytes(StandardCharsets.UTF_8));
    }

    GateClient query(byte... sql) throws IOException {
        message('Q', Arrays.copyOf(sql, sql.length + 1));
        return this;
    }

    /** A statement with one value, by the extended protocol. */
    GateClient prepared(String sql, String value) throws IOException {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        message('P', ("\0" + sql + "\0\0\0").getBytes(StandardCharsets.UTF_8));
        message(
                'B',
                ByteBuffer.allocate(12 + text.length)
                        .put(new byte[] {0, 0, 0, 0, 0, 1})
                        .putInt(text.length)
                        .put(text)
                        .array());
        message('E', new byte[5]);
        message('S', new byte[0]);
        return this;
    }

    private void message(int type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }

    List<String> untilReady() throws IOException {
        List<String> all = new ArrayList<>();
        for (String message = message(); !message.startsWith("Z"); message = message()) {
            all.add(message);
        }
        return all;
    }

    String message() throws IOException {
        char type = (char) in.readByte();
        byte[] body = in.readNBytes(in.readInt() - 4);
        if (type == 'K') {
            pid = ByteBuffer.wrap(body).getInt();
            key = Arrays.copyOfRange(body, 4, body.length);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return type + " " + (type == 'S' ? text.replaceFirst("\0", "=").replace("\0", "") : text.replace('\0', ' '));
    }

    /** Whether nothing more comes; where the other side has not read all that was sent to it, that is a reset. */
    boolean isOver() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            assertThat(e).hasMessage("Connection reset");
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.dbvouch.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection that is logged in; it does what a test says. */
final class FakeBackend implements AutoCloseable {
    private final Socket here;
    private final Socket there;
    private final DataInputStream in;
    private final DataOutputStream out;
    final List<String> seen = new CopyOnWriteArrayList<>();

    /** What a test says. */
    interface Script {
        void serve(FakeBackend server) throws IOException;
    }

    FakeBackend(Script script) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            there = new Socket(listener.getInetAddress(), listener.getLocalPort());
            here = listener.accept();
        }
        in = new DataInputStream(here.getInputStream());
        out = new DataOutputStream(here.getOutputStream());
        Thread.ofVirtual().start(() -> {
            try (here) {
                script.serve(this);
            } catch (EOFException e) {
                seen.add("gone");
            } catch (IOException e) {
                seen.add("broken");
            }
        });
    }

    WireConnection connection() throws IOException {
        return connection(1 << 20);
    }

    WireConnection connection(int longest) throws IOException {
        MessageReader reader = MessageReader.ofServer(there.getInputStream(), longest);
        return new WireConnection(
                there, there, reader, longest, new CancelKey(42, new byte[4]), Map.of("server_version", "17.5"), 'I');
    }

    /** Reads a message; its type, and its body up to the first zero. */
    FakeBackend read() throws IOException {
        seen.add(readMessage());
        return this;
    }

    String readMessage() throws IOException {
        byte type = in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        String text = new String(body, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        return (char) type + " " + (zero < 0 ? text : text.substring(0, zero));
    }

    FakeBackend raw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    FakeBackend message(char type, byte... body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
        return this;
    }

    FakeBackend columns(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeShort(names.length);
        for (String name : names) {
            body.write((name + "\0").getBytes(StandardCharsets.UTF_8));
            body.writeInt(0);
            body.writeShort(0);
            body.writeInt(25);
            body.writeShort(-1);
            body.writeInt(-1);
            body.writeShort(0);
        }
        return message('T', bytes.toByteArray());
    }

    FakeBackend row(@Nullable String... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeShort(values.length);
        for (String value : values) {
            byte[] text = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            body.writeInt(value == null ? -1 : text.length);
            body.write(text);
        }
        return message('D', bytes.toByteArray());
    }

    FakeBackend complete(String tag) throws IOException {
        return message('C', (tag + "\0").getBytes(StandardCharsets.UTF_8));
    }

    FakeBackend error(String severity, String state, String text) throws IOException {
        return said('E', severity, state, text);
    }

    FakeBackend said(char type, String severity, String state, String text) throws IOException {
        return message(
                type,
                ("S" + severity + "\0V" + severity + "\0C" + state + "\0M" + text + "\0\0")
                        .getBytes(StandardCharsets.UTF_8));
    }

    FakeBackend ready() throws IOException {
        return message('Z', (byte) 'I');
    }

    /** Until the client goes. */
    void drain() throws IOException {
        while (true) {
            read();
        }
    }

    @Override
    public void close() throws IOException {
        there.close();
    }
}

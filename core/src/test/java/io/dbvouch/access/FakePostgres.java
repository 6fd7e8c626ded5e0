package io.dbvouch.access;

import io.dbvouch.tls.TestCertificates;
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
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server that does what a test says, one connection after the other, and remembers what a client sent.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">Message formats</a>
 */
final class FakePostgres implements AutoCloseable {
    static final int AUTH_OK = 0;
    static final int AUTH_KERBEROS = 2;
    static final int AUTH_CLEARTEXT = 3;
    static final int AUTH_MD5 = 5;
    static final int AUTH_GSS = 7;
    static final int AUTH_SSPI = 9;
    static final int AUTH_SASL = 10;

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** What a test says. */
    @FunctionalInterface
    interface Script {
        void serve(Line line) throws IOException;
    }

    FakePostgres(Script script) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (true) {
                try (Socket client = listener.accept();
                        Line line = new Line(client)) {
                    script.serve(line);
                } catch (EOFException e) {
                    seen.add("gone");
                } catch (IOException e) {
                    if (listener.isClosed()) {
                        return;
                    }
                    seen.add("broken");
                }
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What clients have sent so far: {@code ssl}, {@code startup NAME=VALUE…}, {@code password}, a message's type. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** Waits for a client to have done so many things, and gives the last of them. */
    String awaitSeen(int number) throws InterruptedException {
        while (seen.size() < number) {
            Thread.sleep(1);
        }
        return seen.get(number - 1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One connection. */
    final class Line implements AutoCloseable {
        private final Socket raw;
        private @Nullable SSLSocket tls;
        private DataInputStream in;
        private DataOutputStream out;

        private Line(Socket raw) throws IOException {
            this.raw = raw;
            in = new DataInputStream(raw.getInputStream());
            out = new DataOutputStream(raw.getOutputStream());
        }

        /** Reads the SSLRequest. */
        Line sslRequest() throws IOException {
            in.readInt();
            seen.add(in.readInt() == 80877103 ? "ssl" : "no ssl");
            return this;
        }

        Line send(byte... bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Answers the SSLRequest with yes, and does it. */
        Line secure(TestCertificates.Server shown) throws IOException {
            sslRequest().send((byte) 'S');
            tls = (SSLSocket) shown.context().getSocketFactory().createSocket(raw, null, true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            in = new DataInputStream(tls.getInputStream());
            out = new DataOutputStream(tls.getOutputStream());
            return this;
        }

        Line startup() throws IOException {
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            String text = new String(body, 4, body.length - 4, StandardCharsets.UTF_8);
            seen.add("startup " + text.replace('\0', ' ').strip());
            return this;
        }

        /** Reads a message, and of it the type alone. */
        Line read() throws IOException {
            byte type = in.readByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            seen.add(type == 'p' ? "password" : Character.toString(type));
            return this;
        }

        Line ask(int kind, byte... more) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            new DataOutputStream(body).writeInt(kind);
            body.write(more);
            return message('R', body.toByteArray());
        }

        Line message(char type, byte... body) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + 4);
            out.write(body);
            out.flush();
            return this;
        }

        Line error(String severity, String state, String text) throws IOException {
            return message(
                    'E',
                    ("S" + severity + "\0V" + severity + "\0C" + state + "\0M" + text + "\0\0")
                            .getBytes(StandardCharsets.UTF_8));
        }

        /** What follows a login that is let in. */
        Line ready() throws IOException {
            ask(AUTH_OK);
            for (Map.Entry<String, String> status : Map.of(
                            "server_version",
                            "17.5",
                            "client_encoding",
                            "UTF8",
                            "DateStyle",
                            "ISO, MDY",
                            "integer_datetimes",
                            "on",
                            "standard_conforming_strings",
                            "on",
                            "TimeZone",
                            "UTC")
                    .entrySet()) {
                message('S', (status.getKey() + "\0" + status.getValue() + "\0").getBytes(StandardCharsets.UTF_8));
            }
            message('K', new byte[] {0, 0, 0, 42, 0, 0, 0, 1});
            return message('Z', (byte) 'I');
        }

        /** Answers a query with one value. */
        Line value(String text) throws IOException {
            ByteArrayOutputStream columns = new ByteArrayOutputStream();
            DataOutputStream description = new DataOutputStream(columns);
            description.writeShort(1);
            description.write("c\0".getBytes(StandardCharsets.UTF_8));
            description.writeInt(0);
            description.writeShort(0);
            description.writeInt(25);
            description.writeShort(-1);
            description.writeInt(-1);
            description.writeShort(0);
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            DataOutputStream row = new DataOutputStream(values);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            row.writeShort(1);
            row.writeInt(bytes.length);
            row.write(bytes);
            return message('T', columns.toByteArray())
                    .message('D', values.toByteArray())
                    .message('C', "SELECT 1\0".getBytes(StandardCharsets.UTF_8))
                    .message('Z', (byte) 'I');
        }

        /** Until the client goes. */
        void drain() throws IOException {
            while (true) {
                read();
            }
        }

        @Override
        public void close() throws IOException {
            if (tls != null) {
                tls.close();
            }
        }
    }
}

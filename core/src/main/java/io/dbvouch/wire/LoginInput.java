package io.dbvouch.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands a driver the server's messages one by one until the first {@code ReadyForQuery}, however much it would read ahead, and
 * nothing after it.
 */
final class LoginInput extends InputStream {
    /** More than anything that a server has to say before it has let somebody in. */
    private static final int LONGEST = 64 * 1024;

    /** Afterwards; what libpq takes, or a quarter of what the JVM may have, as to take it in needs up to three times as much. */
    static final int MOST = (int) Math.min(0x3FFF_FFFFL, Runtime.getRuntime().maxMemory() / 4);

    private final MessageReader messages;
    private final Map<String, String> parameters = new TreeMap<>();
    private @Nullable CancelKey key;
    private int handed;
    private int status;

    LoginInput(InputStream in) {
        messages = MessageReader.ofServer(in, LONGEST);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (available() == 0) {
            if (status != 0) {
                throw new IOException("the login is done");
            }
            int type = messages.next();
            if (type == MessageReader.END) {
                return -1;
            }
            handed = messages.start();
            note(type);
        }
        int count = Math.min(length, available());
        System.arraycopy(messages.buffer(), handed, into, offset, count);
        handed += count;
        return count;
    }

    @Override
    public int available() {
        return messages.end() - handed;
    }

    private void note(int type) throws ProtocolException {
        switch (type) {
            case 'S' -> {
                String name = messages.text();
                String value = messages.text();
                parameters.put(name, value);
                if (name.equals("client_encoding")) {
                    messages.encoding(ClientEncoding.of(value));
                }
                if (name.equals("client_encoding") || name.equals("DateStyle")) {
                    // What the session has of these is between us and the server; a driver insists on its own.
                    handed = messages.end();
                }
            }
            case 'K' -> {
                int pid = messages.int32();
                int length = messages.end() - messages.position();
                byte[] secret = new byte[length];
                System.arraycopy(messages.buffer(), messages.take(length), secret, 0, length);
                key = new CancelKey(pid, secret);
            }
            case 'Z' -> status = messages.int8();
            default -> {
                // The driver's to understand.
            }
        }
    }

    WireConnection takeOver(Socket tls, Socket plain) {
        if (status == 0 || key == null) {
            throw new IllegalStateException("the login is not done");
        }
        return new WireConnection(tls, plain, messages, MOST, key, parameters, (char) status);
    }
}

package io.dbvouch.sandbox.cluster;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** One connection that speaks the PostgreSQL protocol, with TLS around it or without. */
final class Wire implements Closeable {
    /** The size of the buffers between client and server, in bytes. */
    static final int BUFFER = 64 * 1024;

    private final Socket raw;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Wire(Socket raw, Socket socket, InputStream in) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.out = socket.getOutputStream();
    }

    /**
     * A connection without TLS.
     *
     * @param in the socket's input, of which a part may have been read
     */
    static Wire plain(Socket socket, InputStream in) throws IOException {
        return new Wire(socket, socket, in);
    }

    /**
     * A connection inside TLS.
     *
     * @param raw the socket below
     * @param tls the socket on top, after its handshake
     */
    static Wire secured(Socket raw, SSLSocket tls) throws IOException {
        return new Wire(raw, tls, new BufferedInputStream(tls.getInputStream(), BUFFER));
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /**
     * Reads one message.
     *
     * @param limit the longest body to take, in bytes
     * @throws IOException also when it is longer: PostgreSQL then hangs up without an answer
     */
    Message read(int limit) throws IOException {
        char type = (char) in.readUnsignedByte();
        int length = in.readInt() - Integer.BYTES;
        if (length < 0 || length > limit) {
            throw new IOException("invalid message length: " + length);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return new Message(type, body);
    }

    void write(Message message) throws IOException {
        write(message.encoded());
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** How long a read may take; 0 is for ever. */
    void readTimeout(int millis) throws IOException {
        raw.setSoTimeout(millis);
    }

    /** Tells the other side that nothing more comes, and goes on reading. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection as it is, without a word: TLS gets no {@code close_notify}. */
    void abort() {
        try {
            raw.close();
        } catch (IOException alreadyGone) {
            // There is nobody left to tell.
        }
    }

    /** Says goodbye and ends the connection. */
    @Override
    public void close() {
        try {
            socket.shutdownOutput();
        } catch (IOException alreadyGone) {
            // A goodbye is a courtesy to a peer that still listens.
        }
        abort();
    }
}

package io.dbvouch.sandbox.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What a client may open a connection with. These packets have a length but no type
 * (<a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">Message Formats</a>: CancelRequest,
 * GSSENCRequest, SSLRequest, StartupMessage).
 */
sealed interface FirstPacket permits FirstPacket.Ssl, FirstPacket.GssEncryption, FirstPacket.Request {
    /** A packet that says what the connection is for, and not how it is to be encrypted. */
    sealed interface Request extends FirstPacket permits Cancel, StartupMessage {}

    /** The client wants TLS. */
    record Ssl() implements FirstPacket {}

    /** The client wants GSSAPI encryption. */
    record GssEncryption() implements FirstPacket {}

    /** The client wants another connection's statement stopped. */
    final class Cancel implements Request {
        private final byte[] packet;

        private Cancel(byte[] packet) {
            this.packet = packet;
        }

        /** Passes the packet on as it came. */
        void writeTo(Wire server) throws IOException {
            server.write(packet);
        }
    }

    /** The longest such packet, as PostgreSQL has it (MAX_STARTUP_PACKET_LENGTH in {@code libpq/pqcomm.h}). */
    int MAX_LENGTH = 10_000;

    int CANCEL_REQUEST = 1234 << 16 | 5678;
    int SSL_REQUEST = 1234 << 16 | 5679;
    int GSS_ENCRYPTION_REQUEST = 1234 << 16 | 5680;

    /**
     * Reads one packet.
     *
     * @throws ProtocolException if it is not understood
     * @throws IOException also if it is no such packet at all: PostgreSQL then hangs up without an answer
     */
    static FirstPacket read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int length = data.readInt();
        if (length < 2 * Integer.BYTES || length > MAX_LENGTH) {
            throw new IOException("invalid length of startup packet: " + length);
        }
        byte[] packet = new byte[length];
        ByteBuffer.wrap(packet).putInt(length);
        data.readFully(packet, Integer.BYTES, length - Integer.BYTES);
        ByteBuffer rest = ByteBuffer.wrap(packet).position(Integer.BYTES);
        int code = rest.getInt();
        return switch (code) {
            case SSL_REQUEST -> new Ssl();
            case GSS_ENCRYPTION_REQUEST -> new GssEncryption();
            case CANCEL_REQUEST -> new Cancel(packet);
            default -> StartupMessage.parse(code, rest);
        };
    }
}

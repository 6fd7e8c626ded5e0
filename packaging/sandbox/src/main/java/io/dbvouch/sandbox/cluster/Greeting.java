package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateKind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The start of a connection, up to its startup message, as PostgreSQL does it
 * (<a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SSL">SSL Session Encryption</a>):
 *
 * <ol>
 *   <li>A TLS ClientHello at once is direct TLS, and has to come with ALPN.
 *   <li>An SSLRequest is answered {@code S} (or {@code N} by a {@linkplain Transport#PLAINTEXT_ONLY server without
 *       TLS}); a GSSENCRequest is answered {@code N}. Either may come once, and none inside TLS.
 *   <li>A CancelRequest is taken with TLS or without.
 *   <li>A startup message outside of TLS is refused in RDS's words.
 * </ol>
 */
final class Greeting {
    /** The content type of a TLS handshake record (RFC 8446, section 5.1). */
    private static final int TLS_HANDSHAKE = 0x16;

    private final Socket raw;
    private final PushbackInputStream in;
    private final Conditions conditions;
    private final Map<CertificateKind, SSLContext> contexts;
    private final SessionJournal journal;

    /** What the connection is for. */
    record Opening(Wire wire, FirstPacket.Request request) {}

    Greeting(Socket raw, Conditions conditions, Map<CertificateKind, SSLContext> contexts, SessionJournal journal)
            throws IOException {
        this.raw = raw;
        this.in = new PushbackInputStream(raw.getInputStream());
        this.conditions = conditions;
        this.contexts = contexts;
        this.journal = journal;
    }

    /**
     * Listens to what the client wants.
     *
     * @return a startup message or a cancel request
     * @throws EOFException when the client has gone, or was sent away
     */
    Opening open() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("the client hung up before it said anything");
        }
        if (first == TLS_HANDSHAKE) {
            return inside(secure(new ByteArrayInputStream(new byte[] {(byte) first}), true));
        }
        in.unread(first);
        Wire wire = Wire.plain(raw, in);
        Set<FirstPacket> seen = new HashSet<>();
        while (true) {
            FirstPacket packet = read(wire);
            if (!seen.add(packet)) {
                throw refuse(wire, unsupported(packet));
            }
            switch (packet) {
                case FirstPacket.GssEncryption _ -> wire.write(new byte[] {'N'});
                case FirstPacket.Ssl _ -> {
                    if (conditions.transport() != Transport.PLAINTEXT_ONLY) {
                        wire.write(new byte[] {'S'});
                        return inside(secure(InputStream.nullInputStream(), false));
                    }
                    journal.record("tls-declined", Map.of());
                    wire.write(new byte[] {'N'});
                }
                case FirstPacket.Cancel cancel -> {
                    return new Opening(wire, cancel);
                }
                case StartupMessage startup -> {
                    return inTheClear(wire, startup);
                }
            }
        }
    }

    private Opening inTheClear(Wire wire, StartupMessage startup) throws IOException {
        if (conditions.transport() == Transport.PLAINTEXT_ONLY) {
            return new Opening(wire, startup);
        }
        String text = "no pg_hba.conf entry for host \"%s\", user \"%s\", database \"%s\", no encryption"
                .formatted(raw.getInetAddress().getHostAddress(), startup.user(), startup.database());
        throw refuse(wire, new ProtocolException("28000", text));
    }

    private Opening inside(Wire wire) throws IOException {
        FirstPacket packet = read(wire);
        return switch (packet) {
            case FirstPacket.Ssl _, FirstPacket.GssEncryption _ -> throw refuse(wire, unsupported(packet));
            case FirstPacket.Request request -> new Opening(wire, request);
        };
    }

    private FirstPacket read(Wire wire) throws IOException {
        try {
            return FirstPacket.read(wire.in());
        } catch (ProtocolException e) {
            throw refuse(wire, e);
        }
    }

    private static ProtocolException unsupported(FirstPacket packet) {
        int code = packet instanceof FirstPacket.Ssl ? FirstPacket.SSL_REQUEST : FirstPacket.GSS_ENCRYPTION_REQUEST;
        return new ProtocolException(
                "0A000",
                "unsupported frontend protocol %d.%d: server supports 3.0 to 3.2"
                        .formatted(code >>> 16, code & 0xFFFF));
    }

    private EOFException refuse(Wire wire, ProtocolException reason) throws IOException {
        journal.record("refused", Map.of("reason", String.valueOf(reason.getMessage())));
        wire.write(reason.toMessage());
        wire.close();
        return new EOFException("refused");
    }

    private Wire secure(InputStream consumed, boolean direct) throws IOException {
        if (conditions.transport() == Transport.HANG_UP) {
            int hello = in.read(new byte[Wire.BUFFER]);
            journal.record("tls-failed", Map.of("reason", "hung up on purpose after " + hello + " bytes"));
            raw.close();
            throw new EOFException("hung up");
        }
        try {
            return shakeHands(consumed, direct);
        } catch (IOException e) {
            journal.record("tls-failed", Map.of("reason", String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private Wire shakeHands(InputStream consumed, boolean direct) throws IOException {
        SSLContext context = contexts.get(conditions.certificate());
        if (context == null) {
            throw new IllegalStateException("no certificate " + conditions.certificate());
        }
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, consumed, true);
        SSLParameters parameters = tls.getSSLParameters();
        boolean legacy = conditions.transport() == Transport.TLS_1_1_ONLY;
        parameters.setProtocols(legacy ? new String[] {"TLSv1.1"} : new String[] {"TLSv1.3", "TLSv1.2"});
        tls.setSSLParameters(parameters);
        tls.setHandshakeApplicationProtocolSelector((_, offered) -> select(offered));
        tls.startHandshake();
        if (direct && !TlsContexts.ALPN.equals(tls.getApplicationProtocol())) {
            throw new SSLException("direct TLS without ALPN");
        }
        journal.record(
                "tls",
                Map.of(
                        "protocol",
                        tls.getSession().getProtocol(),
                        "cipher",
                        tls.getSession().getCipherSuite(),
                        "certificate",
                        conditions.certificate().name()));
        return Wire.secured(raw, tls);
    }

    /** {@code null} makes the handshake fail with {@code no_application_protocol} (RFC 7301, section 3.2). */
    private static @Nullable String select(List<String> offered) {
        return offered.contains(TlsContexts.ALPN) ? TlsContexts.ALPN : null;
    }
}

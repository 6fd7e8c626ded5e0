package io.dbvouch.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One connection's TLS: what is asked of the server at {@code host}, and what it proved.
 *
 * <ol>
 *   <li>TLS 1.3 or 1.2; SNI names the host that is meant, also through a tunnel;
 *   <li>the chain ends in the bundle, by the JDK's PKIX rules, the purpose of a TLS server and today's date included;
 *   <li>the certificate's names are compared with the host; {@code verify-full} refuses a mismatch, {@code verify-ca}
 *       notes it.
 * </ol>
 *
 * <p>Deviation from libpq: {@code verify-ca} there leaves the name unlooked at.
 */
public final class TlsPolicy {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsMode mode;
    private final TrustBundle bundle;
    private final String host;
    private @Nullable SSLSocket socket;
    private @Nullable ServerTrust trust;

    /** What is asked of the server that is to be {@code host}. */
    public TlsPolicy(TlsMode mode, TrustBundle bundle, String host) {
        this.mode = mode;
        this.bundle = bundle;
        this.host = host;
    }

    /** The same for another connection. */
    public TlsPolicy again() {
        return new TlsPolicy(mode, bundle, host);
    }

    /**
     * Puts TLS over a connected socket. The handshake is the caller's to start, or the first byte's.
     *
     * @throws IOException where TLS cannot be set up
     */
    public SSLSocket over(Socket plain, int port) throws IOException {
        try {
            ServerTrust manager = new ServerTrust(mode, bundle, host);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            KeyShares.order(parameters);
            tls.setSSLParameters(parameters);
            trust = manager;
            socket = tls;
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Whether TLS was begun: the server answered that it speaks it. */
    public boolean begun() {
        return socket != null;
    }

    /** What the server proved; empty until the handshake is complete. */
    public Optional<PeerEvidence> evidence() {
        // Before a handshake getSession() would start one, and during one it would wait for it.
        if (socket == null || trust == null || trust.certificate() == null || socket.getHandshakeSession() != null) {
            return Optional.empty();
        }
        SSLSession session = socket.getSession();
        if (!session.isValid()) {
            return Optional.empty();
        }
        return Optional.of(new PeerEvidence(
                mode,
                session.getProtocol(),
                session.getCipherSuite(),
                PeerEvidence.fingerprint(trust.certificate()),
                trust.nameMatched()));
    }

    /** What the server showed, whether or not it was accepted; null where it showed no certificate. */
    public @Nullable String shownCertificate() {
        return trust == null || trust.certificate() == null ? null : PeerEvidence.fingerprint(trust.certificate());
    }

    /** How far the server is verified. */
    public TlsMode mode() {
        return mode;
    }

    /** What its certificate may chain to. */
    public TrustBundle bundle() {
        return bundle;
    }
}

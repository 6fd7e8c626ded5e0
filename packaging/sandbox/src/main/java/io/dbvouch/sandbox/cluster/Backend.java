package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.KeyedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The way from the gate to PostgreSQL: TLS with the gate's client certificate. */
final class Backend {
    private static final int CONNECT_MILLIS = 10_000;

    private final IntSupplier port;
    private final SSLContext context;

    /**
     * @param port where PostgreSQL listens now
     * @param gate the certificate that it knows the gate by
     * @param servers the certificates that it may show
     */
    Backend(IntSupplier port, KeyedCertificate gate, Set<X509Certificate> servers) {
        this.port = port;
        this.context = TlsContexts.client(gate, servers);
    }

    /**
     * Connects, up to the end of the TLS handshake.
     *
     * @param source the address to come from; see {@link PostgresServer}
     */
    Wire connect(InetAddress source) throws IOException {
        return handshake(source).wire();
    }

    /** The certificate that PostgreSQL shows now. */
    X509Certificate shown() throws IOException {
        try (Connected connected = handshake(Loopback.ADMINISTRATION)) {
            return (X509Certificate) connected.tls().getSession().getPeerCertificates()[0];
        }
    }

    private record Connected(Wire wire, SSLSocket tls) implements AutoCloseable {
        @Override
        public void close() {
            wire.close();
        }
    }

    private Connected handshake(InetAddress source) throws IOException {
        Socket raw = connectRaw(source);
        try {
            requestTls(raw);
            SSLSocket tls = (SSLSocket)
                    context.getSocketFactory().createSocket(raw, Loopback.MAIN.getHostAddress(), raw.getPort(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3"});
            parameters.setApplicationProtocols(new String[] {TlsContexts.ALPN});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return new Connected(Wire.secured(raw, tls), tls);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Direct TLS would save the question, but PostgreSQL 16 and older do not know it. */
    private static void requestTls(Socket raw) throws IOException {
        raw.getOutputStream()
                .write(ByteBuffer.allocate(2 * Integer.BYTES)
                        .putInt(2 * Integer.BYTES)
                        .putInt(FirstPacket.SSL_REQUEST)
                        .array());
        int answer = raw.getInputStream().read();
        if (answer != 'S') {
            throw new IOException("PostgreSQL does not speak TLS");
        }
    }

    /** Passes a CancelRequest on. PostgreSQL answers it by hanging up, whether it helped or not. */
    void cancel(FirstPacket.Cancel request) throws IOException {
        try (Wire wire = connect(Loopback.MAIN)) {
            request.writeTo(wire);
            wire.endOutput();
            wire.in().readAllBytes();
        }
    }

    private Socket connectRaw(InetAddress source) throws IOException {
        Socket raw = new Socket();
        try {
            raw.setTcpNoDelay(true);
            raw.bind(new InetSocketAddress(source, 0));
            raw.connect(new InetSocketAddress(Loopback.MAIN, port.getAsInt()), CONNECT_MILLIS);
            return raw;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }
}

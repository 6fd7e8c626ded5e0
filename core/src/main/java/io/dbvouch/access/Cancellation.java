package io.dbvouch.access;

import io.dbvouch.tls.TlsPolicy;
import io.dbvouch.wire.CancelKey;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/**
 * Asks a server to stop what a session runs: on a connection of its own, to where the session's leads, and over TLS as the
 * session's, so that nobody on the way learns the key, with which anyone could stop the session's statements.
 */
final class Cancellation {
    /** Milliseconds for the server to be reached, and for each of its answers. */
    private static final int PATIENCE = 10_000;

    /** The code of an SSLRequest. */
    private static final int SSL_REQUEST = 80877103;

    private final Chain chain;
    private final TlsPolicy tls;
    private final CancelKey key;

    Cancellation(Chain chain, TlsPolicy tls, CancelKey key) {
        this.chain = chain;
        this.tls = tls;
        this.key = key;
    }

    /**
     * Asks; when this returns, the server has passed it on.
     *
     * @throws IOException where the server cannot be asked, or does not prove itself
     */
    void send() throws IOException {
        int port = chain.endpoint().port();
        String hostaddr = chain.target().hostaddr();
        try (Socket plain = new Socket()) {
            plain.setSoTimeout(PATIENCE);
            plain.setTcpNoDelay(true);
            plain.connect(
                    new InetSocketAddress(hostaddr == null ? chain.endpoint().host() : hostaddr, port), PATIENCE);
            requestTls(plain);
            try (SSLSocket secured = tls.again().over(plain, port)) {
                secured.startHandshake();
                OutputStream out = secured.getOutputStream();
                key.send(out, secured.getInputStream());
            }
        }
    }

    private static void requestTls(Socket plain) throws IOException {
        DataOutputStream out = new DataOutputStream(plain.getOutputStream());
        out.writeLong(8L << Integer.SIZE | SSL_REQUEST);
        int answer = plain.getInputStream().read();
        if (answer < 0) {
            throw new EOFException("the server hung up");
        }
        if (answer != 'S') {
            throw new ProtocolException("the server speaks no TLS");
        }
    }
}

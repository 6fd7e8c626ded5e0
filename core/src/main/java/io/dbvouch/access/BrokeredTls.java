package io.dbvouch.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * The driver's {@code sslfactory}: puts the TLS of the {@link LoginAttempt} under way over the driver's socket. Public
 * because the driver makes it by name.
 */
public final class BrokeredTls extends SSLSocketFactory {
    /** Called by the driver. */
    public BrokeredTls(Properties ignored) {}

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        // The driver's host may be a tunnel's; the policy knows the real one.
        return LoginAttempt.CURRENT.get().secure(plain, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public Socket createSocket(String host, int port) throws UnknownHostException {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws UnknownHostException {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw onlyOver();
    }

    private static UnsupportedOperationException onlyOver() {
        return new UnsupportedOperationException(
                "the server speaks PostgreSQL first: TLS goes over a connected socket");
    }
}

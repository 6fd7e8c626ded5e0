package io.dbvouch.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket on which a driver logs in, and which is ours afterwards: {@link #takeOver}. The driver speaks through a {@link
 * LoginInput} and a {@link LoginOutput}; the rest of it is the TLS socket beneath.
 */
public final class LoginSocket extends SSLSocket {
    private final SSLSocket tls;
    private final Socket plain;
    private final Map<String, String> parameters;
    private @Nullable LoginInput input;
    private @Nullable LoginOutput output;

    /**
     * A socket for one login.
     *
     * @param plain the socket beneath TLS
     * @param parameters what the startup message is to ask for, in place of what the driver does
     */
    public LoginSocket(SSLSocket tls, Socket plain, Map<String, String> parameters) {
        this.tls = tls;
        this.plain = plain;
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * Goes on with what the driver has logged in to; it is not to be used from then on.
     *
     * @throws IllegalStateException where the login is not done
     */
    public WireConnection takeOver() {
        if (input == null || output == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        return input.takeOver(tls, plain);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (input == null) {
            input = new LoginInput(tls.getInputStream());
        }
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new LoginOutput(tls.getOutputStream(), parameters);
        }
        return output;
    }

    /** Hangs up at once: the driver's farewell would wait for whoever reads or writes. */
    @Override
    public void close() throws IOException {
        plain.close();
        tls.close();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        tls.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return tls.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        tls.setTcpNoDelay(on);
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        tls.setKeepAlive(on);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return tls.getSendBufferSize();
    }

    @Override
    public boolean isClosed() {
        return tls.isClosed();
    }

    @Override
    public boolean isConnected() {
        return tls.isConnected();
    }

    @Override
    public void startHandshake() throws IOException {
        tls.startHandshake();
    }

    @Override
    public SSLSession getSession() {
        return tls.getSession();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        tls.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return tls.getUseClientMode();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return tls.getEnabledCipherSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return tls.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return tls.getEnabledProtocols();
    }

    @Override
    public boolean getNeedClientAuth() {
        return tls.getNeedClientAuth();
    }

    @Override
    public boolean getWantClientAuth() {
        return tls.getWantClientAuth();
    }

    @Override
    public boolean getEnableSessionCreation() {
        return tls.getEnableSessionCreation();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        tls.addHandshakeCompletedListener(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        tls.removeHandshakeCompletedListener(listener);
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        throw asked();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        throw asked();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        throw asked();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        throw asked();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        throw asked();
    }

    private static UnsupportedOperationException asked() {
        return new UnsupportedOperationException("what is asked of the server is not the driver's to change");
    }
}

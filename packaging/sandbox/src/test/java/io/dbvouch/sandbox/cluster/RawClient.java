package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that says whatever a test wants, byte by byte. */
final class RawClient implements AutoCloseable {
    static final int MAX_BODY = 1 << 24;

    private final Socket raw;
    private final SSLContext context;
    private Wire wire;

    RawClient(Cluster cluster) throws IOException, GeneralSecurityException {
        raw = new Socket(InetAddress.getLoopbackAddress(), cluster.port());
        raw.setSoTimeout(30_000);
        context = trusting(cluster.rootPem());
        wire = Wire.plain(raw, raw.getInputStream());
    }

    private static SSLContext trusting(Path rootPem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(rootPem)) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    Wire wire() {
        return wire;
    }

    /** Sends one of the packets without a type that only have a code. */
    RawClient request(int code) throws IOException {
        wire.write(new Message.Body().int32(8).int32(code).bytes());
        return this;
    }

    int readByte() throws IOException {
        return wire.in().read();
    }

    Message read() throws IOException {
        return wire.read(MAX_BODY);
    }

    /** Reads up to the next message of a type. */
    Message readUntil(char type) throws IOException {
        Message message = read();
        while (message.type() != type) {
            message = read();
        }
        return message;
    }

    /** Starts TLS now, with these protocol versions, and ALPN if a protocol is given. */
    SSLSocket startTls(String[] versions, String... alpn) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setApplicationProtocols(alpn);
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        wire = Wire.secured(raw, tls);
        return tls;
    }

    /** Asks for TLS as all clients did before PostgreSQL 17. */
    RawClient negotiateTls() throws IOException {
        request(FirstPacket.SSL_REQUEST);
        if (readByte() != 'S') {
            throw new IOException("no TLS");
        }
        startTls(new String[] {"TLSv1.3"});
        return this;
    }

    RawClient startUp(int version, String user, String... more) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", user);
        parameters.put("database", Cluster.DATABASE);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        wire.write(new StartupMessage(version, parameters).encoded());
        return this;
    }

    RawClient password(String password) throws IOException {
        wire.write(new Message(
                Message.PASSWORD, new Message.Body().string(password).bytes()));
        return this;
    }

    @Override
    public void close() {
        wire.close();
    }
}

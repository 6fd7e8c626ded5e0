package io.dbvouch.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges one server's chain, and remembers what it showed. */
final class ServerTrust extends X509ExtendedTrustManager {
    private final TlsMode mode;
    private final String host;
    private final X509ExtendedTrustManager pkix;
    private @Nullable X509Certificate certificate;
    private boolean nameMatched;

    ServerTrust(TlsMode mode, TrustBundle bundle, String host) throws GeneralSecurityException, IOException {
        this.mode = mode;
        this.host = host;
        this.pkix = pkix(bundle.asKeyStore());
    }

    private static X509ExtendedTrustManager pkix(KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("PKIX gives an X509ExtendedTrustManager");
    }

    @Nullable
    X509Certificate certificate() {
        return certificate;
    }

    boolean nameMatched() {
        return nameMatched;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        certificate = chain[0];
        // The socket's parameters name no endpoint identification, so PKIX leaves the name to us.
        pkix.checkServerTrusted(chain, authType, socket);
        nameMatched = HostNames.match(chain[0], host);
        if (mode == TlsMode.VERIFY_FULL && !nameMatched) {
            throw new CertificateException(
                    "the certificate is for " + HostNames.describe(chain[0]) + ", not for " + host);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server is verified on its socket only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a server is verified on its socket only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no client is verified here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no client is verified here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no client is verified here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return pkix.getAcceptedIssuers();
    }
}

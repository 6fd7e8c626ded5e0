package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.KeyedCertificate;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes TLS contexts out of certificates that exist in memory only. */
final class TlsContexts {
    /** PostgreSQL's ALPN protocol id (<a href="https://www.iana.org/assignments/tls-extensiontype-values/">IANA</a>). */
    static final String ALPN = "postgresql";

    private TlsContexts() {}

    /** A context that shows a certificate and asks for none. */
    static SSLContext server(KeyedCertificate certificate) {
        return context(certificate, new PinnedServers(Set.of()));
    }

    /**
     * A context that shows a certificate when asked.
     *
     * @param servers the server certificates that it takes; nothing else about them is checked
     */
    static SSLContext client(KeyedCertificate certificate, Set<X509Certificate> servers) {
        return context(certificate, new PinnedServers(servers));
    }

    private static SSLContext context(KeyedCertificate certificate, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(certificate), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private static KeyManager[] keyManagers(KeyedCertificate certificate) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = new char[0];
            store.setKeyEntry(
                    "key", certificate.key(), password, certificate.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store cannot be read", e);
        }
    }

    /**
     * Takes a given set of server certificates and no other.
     *
     * <p>The gate's peer is the sandbox's own PostgreSQL, which at times shows a certificate that is wrong on purpose:
     * that it is the very one the sandbox made says more than any chain would.
     */
    private static final class PinnedServers extends X509ExtendedTrustManager {
        private final Set<X509Certificate> servers;

        PinnedServers(Set<X509Certificate> servers) {
            this.servers = Set.copyOf(servers);
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (!servers.contains(chain[0])) {
                throw new CertificateException("not the sandbox's PostgreSQL: " + chain[0].getSubjectX500Principal());
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

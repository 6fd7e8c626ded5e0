package io.dbvouch.sandbox.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * A certificate with its private key, ready to be presented in a TLS handshake.
 *
 * @param key the private key of the first certificate of the chain
 * @param chain the certificate, then the intermediate certificates that lead to its root; the root itself is left out
 */
public record KeyedCertificate(PrivateKey key, List<X509Certificate> chain) {
    /** Checks that there is a certificate at all. */
    public KeyedCertificate {
        Objects.requireNonNull(key, "key");
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key without a certificate");
        }
    }

    /** The certificate that the key belongs to. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The chain as PEM, first certificate first. */
    public String chainPem() {
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(Pem.certificate(certificate)));
        return pem.toString();
    }

    /** The private key as PKCS#8 PEM. It is a secret: whoever writes it down takes care of who can read it. */
    public String keyPem() {
        return Pem.block("PRIVATE KEY", key.getEncoded());
    }

    /** Names the certificate and never the key. */
    @Override
    public String toString() {
        return "KeyedCertificate[" + certificate().getSubjectX500Principal() + "]";
    }
}

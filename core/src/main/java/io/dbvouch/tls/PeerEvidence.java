package io.dbvouch.tls;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/**
 * What a server proved.
 *
 * @param mode how far it was verified
 * @param protocol {@code TLSv1.3} or {@code TLSv1.2}
 * @param cipher the cipher suite's IANA name
 * @param certificate {@code sha256:} and the hex digits of the server certificate's SHA-256
 * @param nameMatched whether the certificate is for the host that was meant
 */
public record PeerEvidence(TlsMode mode, String protocol, String cipher, String certificate, boolean nameMatched) {

    static String fingerprint(X509Certificate certificate) {
        try {
            return "sha256:" + Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AccessException.TlsRefused("the server's certificate has no encoding", e);
        }
    }
}

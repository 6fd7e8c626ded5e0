package io.dbvouch.sandbox.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Writes and signs X.509 certificates as RFC 5280 has them, with RSA keys of 2048 bits and SHA-256: what RDS does unless told
 * otherwise ({@code rds-ca-rsa2048-g1}, Amazon Aurora User Guide, "Using SSL/TLS to encrypt a connection to a DB cluster").
 */
final class CertificateWriter {
    private static final String ALGORITHM = "RSA";
    private static final int KEY_BITS = 2048;
    private static final String SIGNATURE = "SHA256withRSA";
    private static final String ORGANIZATION = "dbvouch sandbox";
    private static final int SERIAL_BITS = 127;

    private final SecureRandom random = new SecureRandom();

    /** Who signs: a name and the key behind it. */
    record Issuer(X500Name name, PublicKey publicKey, PrivateKey key) {}

    /** What a certificate is for, with what only that purpose needs. */
    sealed interface Purpose {
        /** Issues certificates; {@code below} is how many CAs may follow. */
        record Authority(int below) implements Purpose {}

        /** Answers TLS handshakes under these DNS names and IP addresses. */
        record Server(List<String> names) implements Purpose {}

        /** Opens TLS connections. */
        record Client() implements Purpose {}
    }

    KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(KEY_BITS, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no " + ALGORITHM + " keys", e);
        }
    }

    static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANIZATION)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    X509Certificate write(X500Name subject, PublicKey key, Issuer issuer, Validity validity, Purpose purpose) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer.name(),
                new BigInteger(SERIAL_BITS, random),
                Date.from(validity.from()),
                Date.from(validity.to()),
                subject,
                key);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuer.publicKey()));
            extend(builder, purpose);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(issuer.key())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot write the certificate of " + subject, e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, Purpose purpose) throws IOException {
        switch (purpose) {
            case Purpose.Authority(int below) -> {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
            case Purpose.Server(List<String> names) -> {
                endEntity(builder, KeyPurposeId.id_kp_serverAuth);
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(names.stream()
                                .map(CertificateWriter::generalName)
                                .toArray(GeneralName[]::new)));
            }
            case Purpose.Client() -> endEntity(builder, KeyPurposeId.id_kp_clientAuth);
        }
    }

    private static void endEntity(X509v3CertificateBuilder builder, KeyPurposeId use) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
    }

    private static GeneralName generalName(String name) {
        boolean address = name.matches("[0-9.]+") || name.contains(":");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}

package io.dbvouch.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority that certifies whatever a test asks for. */
public final class TestCertificates {
    private final KeyPair keys = newKeys();
    private final X500Name name;
    private final X509Certificate root;

    /** A new authority. */
    public TestCertificates(String commonName) {
        name = new X500Name("CN=" + commonName);
        root = write(keys, name, Instant.now().minus(Duration.ofDays(1)), Duration.ofDays(30), null, null);
    }

    /** What a server shows. */
    public record Server(KeyPair keys, X509Certificate certificate) {
        /** A context that shows it. */
        public SSLContext context() {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("k", keys.getPrivate(), new char[0], new Certificate[] {certificate});
                KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
                managers.init(store, new char[0]);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(managers.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The authority itself, as a client trusts it. */
    public X509Certificate root() {
        return root;
    }

    /** The root, as a client trusts it. */
    public String pem() {
        return pem(root);
    }

    /** One certificate as PEM. */
    public static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bundle of this root alone. */
    public TrustBundle bundle() {
        try {
            return TrustBundle.parse("test", null, pem());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate that is valid today, for DNS names. */
    public Server server(String... dnsNames) {
        return server(Instant.now().minus(Duration.ofDays(1)), KeyPurposeId.id_kp_serverAuth, dns(dnsNames));
    }

    /** A certificate that is valid for a day from then on. */
    public Server server(Instant from, KeyPurposeId purpose, GeneralName... names) {
        KeyPair own = newKeys();
        return new Server(own, write(own, new X500Name("CN=db.example.com"), from, Duration.ofDays(2), purpose, names));
    }

    static GeneralName[] dns(String... names) {
        return Arrays.stream(names)
                .map(name -> new GeneralName(GeneralName.dNSName, ia5(name)))
                .toArray(GeneralName[]::new);
    }

    /** The string type of dNSName, without a look at what is in it. */
    private static ASN1IA5String ia5(String text) {
        return new DERIA5String(text, false);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate write(
            KeyPair subjectKeys,
            X500Name subject,
            Instant from,
            Duration life,
            @Nullable KeyPurposeId purpose,
            GeneralName @Nullable [] names) {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(from.plus(life)),
                subject,
                subjectKeys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (names != null && names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}

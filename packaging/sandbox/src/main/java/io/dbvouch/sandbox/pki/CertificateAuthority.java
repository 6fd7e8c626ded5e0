package io.dbvouch.sandbox.pki;

import io.dbvouch.sandbox.pki.CertificateWriter.Issuer;
import io.dbvouch.sandbox.pki.CertificateWriter.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/** A root CA with one subordinate, which issues all end certificates. */
public final class CertificateAuthority {
    private static final int CA_DAYS = 3650;
    private static final int LEAF_DAYS = 365;

    private final CertificateWriter writer;
    private final String name;
    private final Instant now;
    private final X509Certificate root;
    private final X509Certificate subordinate;
    private final Issuer issuer;

    private CertificateAuthority(
            CertificateWriter writer,
            String name,
            Instant now,
            X509Certificate root,
            X509Certificate subordinate,
            Issuer issuer) {
        this.writer = writer;
        this.name = name;
        this.now = now;
        this.root = root;
        this.subordinate = subordinate;
        this.issuer = issuer;
    }

    /**
     * Makes a new root and its subordinate.
     *
     * @param name the start of their common names, which go on as those of Amazon RDS do:
     *     {@code <name> Root CA RSA2048 G1}, {@code <name> Subordinate CA RSA2048 G1.A.1}
     * @param now the time around which certificates are valid: the CAs from ten years before to ten years after it, all
     *     others from a day before it for a year
     */
    public static CertificateAuthority create(String name, Instant now) {
        CertificateWriter writer = new CertificateWriter();
        Validity validity = new Validity(now.minus(Duration.ofDays(CA_DAYS)), now.plus(Duration.ofDays(CA_DAYS)));
        KeyPair rootKeys = writer.newKeys();
        Issuer root = issuer(CertificateWriter.name(name + " Root CA RSA2048 G1"), rootKeys);
        X509Certificate rootCertificate =
                writer.write(root.name(), root.publicKey(), root, validity, new Purpose.Authority(1));
        Issuer subordinate = issuer(CertificateWriter.name(name + " Subordinate CA RSA2048 G1.A.1"), writer.newKeys());
        X509Certificate subordinateCertificate =
                writer.write(subordinate.name(), subordinate.publicKey(), root, validity, new Purpose.Authority(0));
        return new CertificateAuthority(writer, name, now, rootCertificate, subordinateCertificate, subordinate);
    }

    /** The root's certificate. */
    public X509Certificate root() {
        return root;
    }

    /** The root's certificate as PEM: what a client is to trust. */
    public String rootPem() {
        return Pem.certificate(root);
    }

    /**
     * Writes the root's certificate for clients to trust, in place of what was there.
     *
     * @param file where to; its directory must exist
     */
    public void writeRoot(Path file) throws IOException {
        Files.writeString(file, rootPem());
    }

    /**
     * Issues a server certificate.
     *
     * @param kind what is to be wrong with it, if anything
     * @param names the DNS names and IP addresses of the endpoint, the most telling one first
     */
    public KeyedCertificate server(CertificateKind kind, List<String> names) {
        return switch (kind) {
            case VALID -> leaf(names, Validity.around(now, LEAF_DAYS));
            case EXPIRED -> leaf(names, new Validity(daysFromNow(-LEAF_DAYS), daysFromNow(-1)));
            case NOT_YET_VALID -> leaf(names, new Validity(daysFromNow(30), daysFromNow(30 + LEAF_DAYS)));
            case SELF_SIGNED -> selfSigned(names);
            case OTHER_CA -> create(name + " other", now).server(CertificateKind.VALID, names);
            case OTHER_NAME -> leaf(List.of("somebody-elses.cluster.example"), Validity.around(now, LEAF_DAYS));
        };
    }

    /** Issues a certificate for opening connections. */
    public KeyedCertificate client(String commonName) {
        KeyPair keys = writer.newKeys();
        X500Name subject = CertificateWriter.name(commonName);
        X509Certificate certificate =
                writer.write(subject, keys.getPublic(), issuer, Validity.around(now, LEAF_DAYS), new Purpose.Client());
        return new KeyedCertificate(keys.getPrivate(), List.of(certificate, subordinate));
    }

    private KeyedCertificate leaf(List<String> names, Validity validity) {
        KeyPair keys = writer.newKeys();
        X500Name subject = CertificateWriter.name(names.getFirst());
        X509Certificate certificate =
                writer.write(subject, keys.getPublic(), issuer, validity, new Purpose.Server(names));
        return new KeyedCertificate(keys.getPrivate(), List.of(certificate, subordinate));
    }

    private KeyedCertificate selfSigned(List<String> names) {
        Issuer self = issuer(CertificateWriter.name(names.getFirst()), writer.newKeys());
        X509Certificate certificate = writer.write(
                self.name(), self.publicKey(), self, Validity.around(now, LEAF_DAYS), new Purpose.Server(names));
        return new KeyedCertificate(self.key(), List.of(certificate));
    }

    private static Issuer issuer(X500Name name, KeyPair keys) {
        return new Issuer(name, keys.getPublic(), keys.getPrivate());
    }

    private Instant daysFromNow(int days) {
        return now.plus(Duration.ofDays(days));
    }
}

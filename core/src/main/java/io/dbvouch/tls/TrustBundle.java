package io.dbvouch.tls;

import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roots that a server's certificate may chain to: PEM, from a file or shipped with the program. */
public final class TrustBundle {
    private final String name;
    private final @Nullable Path file;
    private final String pem;
    private final List<X509Certificate> roots;

    private TrustBundle(String name, @Nullable Path file, String pem, List<X509Certificate> roots) {
        this.name = name;
        this.file = file;
        this.pem = pem;
        this.roots = roots;
    }

    /**
     * Reads a file of PEM certificates.
     *
     * @throws AccessException.BadConfiguration where it cannot be read, or holds none: without roots no server can be
     *     verified
     */
    public static TrustBundle read(Path file) {
        try {
            return parse(file.toString(), file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist", e);
        } catch (IOException e) {
            throw unusable(file, "cannot be read", e);
        } catch (CertificateException e) {
            throw unusable(file, "holds no PEM certificates", e);
        }
    }

    private static AccessException unusable(Path file, String why, Exception cause) {
        return new AccessException.BadConfiguration("sslrootcert " + file + " " + why, cause)
                .evidence("sslrootcert", file)
                .hint("name a file of PEM certificates, such as " + whereToGet("REGION"));
    }

    static TrustBundle parse(String name, @Nullable Path file, String pem) throws CertificateException {
        List<X509Certificate> roots = new ArrayList<>();
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))) {
            roots.add((X509Certificate) certificate);
        }
        if (roots.isEmpty()) {
            throw new CertificateException(name + " holds no certificate");
        }
        return new TrustBundle(name, file, pem, List.copyOf(roots));
    }

    /**
     * Where AWS publishes the bundle of a region.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html">Using SSL/TLS</a>
     */
    static String whereToGet(String region) {
        return "https://truststore.pki.rds.amazonaws.com/" + region + "/" + region + "-bundle.pem";
    }

    /** Where the roots come from, for messages. */
    public String name() {
        return name;
    }

    /** The roots. */
    public List<X509Certificate> roots() {
        return roots;
    }

    /**
     * A file that holds the roots, for a program that wants one.
     *
     * @param folder where to put it if there is none yet
     */
    public Path asFile(Path folder) {
        if (file != null) {
            return file.toAbsolutePath();
        }
        Path copy =
                folder.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-") + ".pem").toAbsolutePath();
        PrivateFiles.write(copy, pem);
        return copy;
    }

    /** The roots as the JDK's trust manager takes them. */
    KeyStore asKeyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < roots.size(); i++) {
            store.setCertificateEntry("root" + i, roots.get(i));
        }
        return store;
    }
}

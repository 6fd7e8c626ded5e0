package io.dbvouch.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustBundleTest {
    private static final TestCertificates ONE = new TestCertificates("One");
    private static final TestCertificates TWO = new TestCertificates("Two");

    @TempDir
    Path folder;

    @Test
    void read_severalWithCommentsBetween_areAllThere() throws IOException {
        Path file = folder.resolve("bundle.pem");
        Files.writeString(file, "# one, é\n" + ONE.pem() + "\r\n# two\n" + TWO.pem() + "\ntrailing words\n");

        TrustBundle bundle = TrustBundle.read(file);

        assertThat(bundle.roots()).containsExactly(ONE.root(), TWO.root());
        assertThat(bundle.name()).isEqualTo(file.toString());
        assertThat(bundle.asFile(folder.resolve("elsewhere"))).isEqualTo(file.toAbsolutePath());
    }

    @Test
    void read_missing_isRefusedWithTheReason() {
        Path file = folder.resolve("missing.pem");

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TrustBundle.read(file))
                .withMessage("sslrootcert " + file + " does not exist")
                .satisfies(e -> assertThat(e.evidence()).containsEntry("sslrootcert", file.toString()))
                .satisfies(e -> assertThat(e.hints().getFirst())
                        .contains("https://truststore.pki.rds.amazonaws.com/REGION/REGION-bundle.pem"));
    }

    @Test
    void read_directory_isRefused() {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TrustBundle.read(folder))
                .withMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "no certificate at all",
                "-----BEGIN CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            })
    void read_noCertificate_isRefused(String content) throws IOException {
        Path file = folder.resolve("bundle.pem");
        Files.writeString(file, content);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> TrustBundle.read(file))
                .withMessageContaining("holds no PEM certificates");
    }

    @Test
    void read_oneOfSeveralDamaged_isRefusedWhole() throws IOException {
        Path file = folder.resolve("bundle.pem");
        Files.writeString(file, ONE.pem() + TWO.pem().replaceFirst("MII", "AAA"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class).isThrownBy(() -> TrustBundle.read(file));
    }

    @Test
    void asFile_shipped_isWrittenForTheOwnerAlone() throws IOException {
        Path file = RegionBundles.of("eu-west-1").asFile(folder.resolve("ca"));

        assertThat(file).isEqualTo(folder.resolve("ca/rds-eu-west-1.pem").toAbsolutePath());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(TrustBundle.read(file).roots())
                .isEqualTo(RegionBundles.of("eu-west-1").roots());
    }

    @Test
    void asFile_whatSomebodyPutThere_isReplaced() throws IOException {
        Path ca = Files.createDirectories(folder.resolve("ca"));
        Files.writeString(ca.resolve("rds-eu-west-1.pem"), ONE.pem());

        Path file = RegionBundles.of("eu-west-1").asFile(ca);

        assertThat(TrustBundle.read(file).roots()).hasSize(3).doesNotContain(ONE.root());
    }
}

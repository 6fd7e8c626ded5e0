package io.dbvouch.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionBundlesTest {
    static final List<String> REGIONS = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ca-central-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "me-central-1",
            "me-south-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    private static final Pattern COMMENT = Pattern.compile("# sha256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})");

    @ParameterizedTest
    @FieldSource("REGIONS")
    void of_region_isItsThreeRoots(String region) throws GeneralSecurityException, IOException {
        TrustBundle bundle = RegionBundles.of(region);

        assertThat(bundle.name()).isEqualTo("rds-" + region);
        assertThat(bundle.roots().stream().map(RegionBundlesTest::commonName))
                .containsExactlyInAnyOrder(
                        "Amazon RDS " + region + " Root CA RSA2048 G1",
                        "Amazon RDS " + region + " Root CA RSA4096 G1",
                        "Amazon RDS " + region + " Root CA ECC384 G1");
        for (X509Certificate root : bundle.roots()) {
            root.verify(root.getPublicKey());
            assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
            assertThat(root.getBasicConstraints()).as("is an authority").isNotNegative();
            assertThat(root.getNotAfter().toInstant()).isAfter(Instant.parse("2060-12-31T00:00:00Z"));
            assertThat(root.getNotBefore().toInstant()).isBefore(Instant.parse("2024-01-01T00:00:00Z"));
        }
        assertThat(bundle.roots().stream().map(PeerEvidence::fingerprint)).isEqualTo(commented(region));
    }

    private static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceAll(".*CN=([^,]+).*", "$1");
    }

    private static List<String> commented(String region) throws IOException {
        try (InputStream in = RegionBundles.class.getResourceAsStream("rds/" + region + ".pem")) {
            assertThat(in).isNotNull();
            return COMMENT.matcher(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .results()
                    .map((MatchResult comment) ->
                            "sha256:" + comment.group(1).replace(":", "").toLowerCase(java.util.Locale.ROOT))
                    .toList();
        }
    }

    @Test
    void of_allRegions_shareNoRoot() {
        Set<String> fingerprints = new HashSet<>();
        for (String region : REGIONS) {
            RegionBundles.of(region).roots().forEach(root -> fingerprints.add(PeerEvidence.fingerprint(root)));
        }

        assertThat(fingerprints).hasSize(81);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "cn-north-1", "mars-north-1"})
    void of_regionNotShipped_saysWhereToGetIt(String region) {
        assertThatExceptionOfType(AccessException.TlsRefused.class)
                .isThrownBy(() -> RegionBundles.of(region))
                .withMessage("no RDS certificate authorities are shipped for region " + region)
                .satisfies(e -> assertThat(e.hints().getFirst())
                        .contains(
                                "https://truststore.pki.rds.amazonaws.com/" + region + "/" + region + "-bundle.pem",
                                "--sslrootcert"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../rds/eu-west-1", "eu-west-1/../eu-west-1", "README", "EU-WEST-1", "eu-west-1\0"
            })
    void of_whatIsNoRegion_isRefusedAlike(String region) {
        assertThatExceptionOfType(AccessException.TlsRefused.class).isThrownBy(() -> RegionBundles.of(region));
    }
}

package io.dbvouch.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private static final TestCertificates AUTHORITY = new TestCertificates("Root");

    private static X509Certificate dns(String... names) {
        return AUTHORITY.server(names).certificate();
    }

    private static X509Certificate names(GeneralName... names) {
        return AUTHORITY
                .server(Instant.now(), KeyPurposeId.id_kp_serverAuth, names)
                .certificate();
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com, db.example.com",
        "db.example.com, DB.Example.COM",
        "DB.EXAMPLE.com, db.example.com",
        "db.example.com, db.example.com.",
        "*.example.com, db.example.com",
        "*.EXAMPLE.com, db.example.com.",
        "*.c.eu-west-1.rds.amazonaws.com, db.c.eu-west-1.rds.amazonaws.com",
        "localhost, localhost",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "*.example.com, xn--bcher-kva.example.com",
        "under_score.example.com, under_score.example.com",
    })
    void match_nameThatIsMeant_matches(String certified, String host) {
        assertThat(HostNames.match(dns(certified), host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com, example.com",
        "db.example.com, db.example.com.evil.org",
        "db.example.com, xdb.example.com",
        "db.example.com, db.example.co",
        "example.com, db.example.com",
        "*.example.com, example.com",
        "*.example.com, a.b.example.com",
        "*.example.com, .example.com",
        "*.example.com, db.example.org",
        "*.com, example.com",
        "*, localhost",
        "*, db.example.com",
        "d*.example.com, db.example.com",
        "*b.example.com, db.example.com",
        "db.*.com, db.example.com",
        "*.*.com, db.example.com",
        "xn--*.example.com, xn--bcher-kva.example.com",
        "*.0.0.1, 127.0.0.1",
        "127.0.0.1, 127.0.0.1",
    })
    void match_otherName_doesNot(String certified, String host) {
        assertThat(HostNames.match(dns(certified), host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "2001:db8::1, 2001:db8::1, true",
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1, true",
        "2001:db8::1, 2001:db8::2, false",
        "127.0.0.1, db.example.com, false",
    })
    void match_address_goesByAddressNamesAlone(String certified, String host, boolean matches) {
        X509Certificate certificate = names(new GeneralName(GeneralName.iPAddress, certified));

        assertThat(HostNames.match(certificate, host)).isEqualTo(matches);
    }

    @Test
    void match_anyOfSeveralNames_matches() {
        X509Certificate certificate = names(Stream.of(
                        new GeneralName(GeneralName.rfc822Name, "db@example.com"),
                        new GeneralName(GeneralName.dNSName, "first.example.com"),
                        new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                        new GeneralName(GeneralName.dNSName, "second.example.com"))
                .toArray(GeneralName[]::new));

        assertThat(Stream.of("first.example.com", "second.example.com", "10.0.0.1")
                        .allMatch(host -> HostNames.match(certificate, host)))
                .isTrue();
        assertThat(HostNames.match(certificate, "db@example.com")).isFalse();
        assertThat(HostNames.describe(certificate)).isEqualTo("first.example.com, 10.0.0.1, second.example.com");
    }

    @Test
    void match_commonNameAlone_doesNot() {
        X509Certificate certificate = dns();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=db.example.com");
        assertThat(HostNames.match(certificate, "db.example.com")).isFalse();
        assertThat(HostNames.describe(certificate)).isEqualTo("no host");
    }

    @Test
    void match_otherKindsOfNames_doNot() {
        X509Certificate certificate = names(
                new GeneralName(GeneralName.rfc822Name, "db.example.com"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "https://db.example.com"));

        assertThat(HostNames.match(certificate, "db.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example.com\0.evil.org", "evil.org\0db.example.com", "db.example.com\0"})
    void match_nameWithNul_doesNotEndThere(String certified) {
        X509Certificate certificate = dns(certified);

        assertThat(HostNames.match(certificate, "db.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "*", "*.example.com", "[::1]", "1.2.3.4.5", "::1%", ":"})
    void match_whatIsNoHost_matchesNoOrdinaryCertificate(String host) {
        assertThat(HostNames.match(dns("db.example.com", "a.example.com"), host))
                .isFalse();
    }
}

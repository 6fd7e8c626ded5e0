package io.dbvouch.sandbox.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final List<String> NAMES = List.of("localhost", "127.0.0.2", "db.example");
    private static final Object DNS = 2;
    private static final Object ADDRESS = 7;

    private final CertificateAuthority authority = CertificateAuthority.create("dbvouch sandbox", NOW);

    @Test
    void server_thatIsValid_chainsToTheRoot() {
        assertThatCode(() -> verify(authority.server(CertificateKind.VALID, NAMES)))
                .doesNotThrowAnyException();
    }

    @Test
    void server_hasItsNames() throws Exception {
        assertThat(authority.server(CertificateKind.VALID, NAMES).certificate().getSubjectAlternativeNames())
                .extracting(name -> List.copyOf(name))
                .isEqualTo(
                        List.of(List.of(DNS, "localhost"), List.of(ADDRESS, "127.0.0.2"), List.of(DNS, "db.example")));
    }

    @Test
    void server_forAnotherName_chainsToTheRoot() throws Exception {
        KeyedCertificate other = authority.server(CertificateKind.OTHER_NAME, NAMES);

        verify(other);
        assertThat(other.certificate().getSubjectAlternativeNames())
                .extracting(name -> name.get(1))
                .isEqualTo(List.of("somebody-elses.cluster.example"));
    }

    @Test
    void server_thatHasExpired_isWrongForThatReasonAlone() throws Exception {
        KeyedCertificate expired = authority.server(CertificateKind.EXPIRED, NAMES);

        assertThatThrownBy(() -> verify(expired)).hasCauseInstanceOf(CertificateExpiredException.class);
        verify(expired, NOW.minusSeconds(86_400 * 2));
    }

    @Test
    void server_thatIsNotYetValid_isWrongForThatReasonAlone() throws Exception {
        KeyedCertificate early = authority.server(CertificateKind.NOT_YET_VALID, NAMES);

        assertThatThrownBy(() -> verify(early)).hasCauseInstanceOf(CertificateNotYetValidException.class);
        verify(early, NOW.plusSeconds(86_400 * 31));
    }

    @Test
    void server_thatNobodyVouchesFor_doesNotChain() {
        for (CertificateKind kind : List.of(CertificateKind.SELF_SIGNED, CertificateKind.OTHER_CA)) {
            assertThatThrownBy(() -> verify(authority.server(kind, NAMES)))
                    .isInstanceOf(CertPathValidatorException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void server_ofAnyKind_hasTheKeyOfItsCertificate(CertificateKind kind) throws Exception {
        KeyedCertificate server = authority.server(kind, NAMES);
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(server.key());
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(server.certificate());
        signature.update(text);

        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void client_isNoServer() throws Exception {
        KeyedCertificate client = authority.client("gate");

        verify(client);
        assertThat(client.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void root_isWrittenAsPem(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("root.pem");
        authority.writeRoot(file);

        try (var in = Files.newInputStream(file)) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificates(in))
                    .isEqualTo(List.of(authority.root()));
        }
        assertThat(authority.root().getSubjectX500Principal().getName())
                .isEqualTo("CN=dbvouch sandbox Root CA RSA2048 G1,O=dbvouch sandbox");
    }

    @Test
    void keyedCertificate_doesNotShowItsKey() {
        assertThat(authority.client("gate")).hasToString("KeyedCertificate[CN=gate, O=dbvouch sandbox]");
    }

    private void verify(KeyedCertificate certificate) throws GeneralSecurityException {
        verify(certificate, NOW);
    }

    private void verify(KeyedCertificate certificate, Instant when) throws GeneralSecurityException {
        List<X509Certificate> chain = certificate.chain();
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.root(), null)));
        parameters.setDate(Date.from(when));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }
}

package io.dbvouch.access;

import static io.dbvouch.access.LoginTrial.AUTHORITY;
import static io.dbvouch.access.LoginTrial.HOST;
import static io.dbvouch.access.LoginTrial.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import io.dbvouch.target.Endpoint;
import io.dbvouch.tls.TestCertificates;
import io.dbvouch.tls.TlsMode;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A login that does not come about: what is told of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoginFailureTest {
    private final LoginTrial login = new LoginTrial();

    @Test
    void connect_hangUpInEachStep_isToldByHowFarItCame() throws IOException {
        try (FakePostgres atOnce = new FakePostgres(_ -> {});
                FakePostgres afterSsl = new FakePostgres(FakePostgres.Line::sslRequest);
                FakePostgres inHandshake =
                        new FakePostgres(line -> line.sslRequest().send((byte) 'S'));
                FakePostgres afterHandshake = new FakePostgres(line -> line.secure(SHOWN));
                FakePostgres afterStartup =
                        new FakePostgres(line -> line.secure(SHOWN).startup());
                FakePostgres afterPassword = new FakePostgres(line -> line.secure(SHOWN)
                        .startup()
                        .ask(FakePostgres.AUTH_CLEARTEXT)
                        .read());
                FakePostgres afterLogin = new FakePostgres(line -> line.secure(SHOWN)
                        .startup()
                        .ask(FakePostgres.AUTH_CLEARTEXT)
                        .read()
                        .ready())) {
            assertThat(login.refused(atOnce))
                    .isInstanceOf(AccessException.Unreachable.class)
                    .hasMessageEndingWith(": it hung up");
            assertThat(login.refused(afterSsl))
                    .isInstanceOf(AccessException.Unreachable.class)
                    .hasMessageEndingWith(": it hung up");
            assertThat(login.refused(inHandshake))
                    .isInstanceOf(AccessException.TlsRefused.class)
                    .hasMessageEndingWith("it hung up during the TLS handshake");
            assertThat(login.tokens).hasValue(0);
            for (FakePostgres late : new FakePostgres[] {afterHandshake, afterStartup, afterPassword}) {
                assertThat(login.refused(late))
                        .isInstanceOf(AccessException.Unreachable.class)
                        .hasMessage("the connection to " + HOST + ":" + late.port() + " was lost during the login");
            }
            assertThat(login.tokens).hasValue(1);
            assertThat(login.refused(afterLogin)).hasMessageStartingWith("the session ended as soon as it had begun");
        }
    }

    @Test
    void connect_silenceInEachStep_isGivenUp() throws IOException {
        try (FakePostgres inHandshake = new FakePostgres(
                        line -> line.sslRequest().send((byte) 'S').drain());
                FakePostgres afterStartup =
                        new FakePostgres(line -> line.secure(SHOWN).startup().drain());
                FakePostgres afterPassword = new FakePostgres(line -> line.secure(SHOWN)
                        .startup()
                        .ask(FakePostgres.AUTH_CLEARTEXT)
                        .drain())) {
            for (FakePostgres silent : new FakePostgres[] {inHandshake, afterStartup, afterPassword}) {
                assertThat(login.refused(silent))
                        .isInstanceOf(AccessException.Unreachable.class)
                        .hasMessage("the server at " + HOST + ":" + silent.port() + " fell silent during the login");
            }
        }
    }

    @Test
    void connect_nobodyListens_isUnreachable() throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0)) {
            free = taken.getLocalPort();
        }
        Chain chain = LoginTrial.chain(free);

        assertThat(LoginTrial.refused(chain, login.attempt(chain, TlsMode.VERIFY_CA)))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessage("cannot reach " + HOST + ":" + free + " by way of 127.0.0.1: the connection was refused");
    }

    @Test
    void connect_hostThatIsNotKnown_isUnreachable() {
        Chain chain = new Chain(
                Person.of(Samples.person("arianna")),
                Samples.person("arianna"),
                Samples.host("no-such-host.invalid", null),
                "eu-west-1",
                new Endpoint("no-such-host.invalid", 5432),
                null,
                "arianna",
                "lab");

        assertThat(LoginTrial.refused(chain, login.attempt(chain, TlsMode.VERIFY_CA)))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessage("cannot reach no-such-host.invalid:5432: the host is not known");
    }

    @ParameterizedTest
    @CsvSource({
        "28000, denied, refused \"arianna\": why",
        "28P01, denied, refused \"arianna\": why",
        "42501, denied, refused \"arianna\": why",
        "3D000, configuration, there is no database \"my/lab ?&=%\"",
        "53300, unreachable, refused \"arianna\": why",
        "57P03, unreachable, refused \"arianna\": why",
        "XX000, failed, refused \"arianna\": why",
        "'', failed, refused \"arianna\": why",
    })
    void connect_serverThatRefuses_isToldInItsWords(String state, String kind, String words) throws IOException {
        try (FakePostgres server = new FakePostgres(line -> line.secure(SHOWN)
                .startup()
                .ask(FakePostgres.AUTH_CLEARTEXT)
                .read()
                .error("FATAL", state, "why"))) {
            AccessException e = login.refused(server);

            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e).hasMessageContaining(words);
            assertThat(e.evidence()).containsEntry("sqlstate", state).containsEntry("user", "arianna");
        }
    }

    @Test
    void connect_certificatesThatAreNotGood_areToldApart() throws IOException {
        TestCertificates.Server expired =
                AUTHORITY.server(Instant.now().minus(Duration.ofDays(9)), KeyPurposeId.id_kp_serverAuth);
        TestCertificates.Server early =
                AUTHORITY.server(Instant.now().plus(Duration.ofDays(9)), KeyPurposeId.id_kp_serverAuth);
        TestCertificates.Server client = AUTHORITY.server(Instant.now(), KeyPurposeId.id_kp_clientAuth);
        try (FakePostgres one = new FakePostgres(line -> line.secure(expired));
                FakePostgres two = new FakePostgres(line -> line.secure(early));
                FakePostgres three = new FakePostgres(line -> line.secure(client));
                FakePostgres four = new FakePostgres(line -> line.secure(new TestCertificates("Other").server(HOST)));
                FakePostgres five = new FakePostgres(line -> line.secure(AUTHORITY.server("other.example.com")))) {
            assertThat(login.refused(one)).hasMessageEndingWith("was refused: its certificate has expired");
            assertThat(login.refused(two)).hasMessageEndingWith("was refused: its certificate is not valid yet");
            assertThat(login.refused(three))
                    .hasMessageContaining("Extended key usage does not permit use for TLS server authentication");
            assertThat(login.refused(four))
                    .hasMessageEndingWith("was refused: its certificate comes from no authority that is trusted");
            AccessException name = login.refused(five);
            assertThat(name)
                    .isInstanceOf(AccessException.TlsRefused.class)
                    .hasMessageEndingWith("the certificate is for other.example.com, not for " + HOST);
            assertThat(name.evidence())
                    .containsEntry("sslmode", "verify-full")
                    .containsEntry("trusted", "test")
                    .hasEntrySatisfying("certificate", c -> assertThat(c).startsWith("sha256:"));
            assertThat(name.notes()).first().isEqualTo("no token was made or sent");
        }
        assertThat(login.tokens).hasValue(0);
    }
}

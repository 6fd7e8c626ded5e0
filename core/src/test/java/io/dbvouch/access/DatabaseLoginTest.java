package io.dbvouch.access;

import static io.dbvouch.access.LoginTrial.APPLICATION;
import static io.dbvouch.access.LoginTrial.AUTHORITY;
import static io.dbvouch.access.LoginTrial.HOST;
import static io.dbvouch.access.LoginTrial.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import io.dbvouch.tls.TestCertificates;
import io.dbvouch.tls.TlsMode;
import io.dbvouch.token.AuthToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that does whatever it likes: what it gets to see, and what is made of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseLoginTest {
    private final LoginTrial login = new LoginTrial();

    @Test
    void connect_serverThatAsksForTheToken_getsItOnceOverTls() throws IOException, InterruptedException {
        try (FakePostgres server = new FakePostgres(line -> line.secure(SHOWN)
                .startup()
                .ask(FakePostgres.AUTH_CLEARTEXT)
                .read()
                .ready()
                .drain())) {
            AccessException e = login.refused(server);

            // The fake answers no query: the login itself was through.
            assertThat(e).hasMessageContaining("the session ended as soon as it had begun");
            assertThat(server.awaitSeen(4)).isEqualTo("Q");
            assertThat(server.seen())
                    .satisfies(seen -> assertThat(seen.get(0)).isEqualTo("ssl"))
                    .satisfies(seen -> assertThat(seen.get(1))
                            .contains(
                                    "user arianna",
                                    "database " + LoginTrial.DATABASE,
                                    "application_name " + APPLICATION))
                    .satisfies(seen -> assertThat(seen.get(2)).isEqualTo("password"));
        }
        assertThat(login.tokens).hasValue(1);
    }

    @Test
    void connect_serverThatLetsOneInWithoutAsking_isRefused() throws IOException {
        try (FakePostgres server =
                new FakePostgres(line -> line.secure(SHOWN).startup().ready().drain())) {
            AccessException e = login.refused(server);

            assertThat(e)
                    .isInstanceOf(AccessException.Denied.class)
                    .hasMessageContaining("let \"arianna\" in without asking for proof");
            assertThat(server.seen()).doesNotContain("password", "Q");
        }
        assertThat(login.tokens).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        FakePostgres.AUTH_MD5 + ", MD5_PASSWORD",
        FakePostgres.AUTH_SASL + ", SASL",
        FakePostgres.AUTH_GSS + ", GSS",
        FakePostgres.AUTH_SSPI + ", GSS",
    })
    void connect_serverThatAsksForAnotherProof_getsNoToken(int kind, String asked) throws IOException {
        byte[] more = kind == FakePostgres.AUTH_SASL
                ? "SCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII)
                : new byte[] {1, 2, 3, 4};
        try (FakePostgres server = new FakePostgres(
                line -> line.secure(SHOWN).startup().ask(kind, more).drain())) {
            AccessException e = login.refused(server);

            assertThat(e)
                    .isInstanceOf(AccessException.Denied.class)
                    .hasMessageContaining("does not exist, or is not a member of rds_iam");
            assertThat(e.evidence()).containsEntry("server_asked_for", asked);
            assertThat(e.hints().getFirst()).contains("create role \"arianna\" login; grant rds_iam to \"arianna\";");
            assertThat(server.seen()).doesNotContain("password");
        }
        assertThat(login.tokens).hasValue(0);
    }

    @Test
    void connect_serverThatAsksForKerberos_getsNoToken() throws IOException {
        try (FakePostgres server = new FakePostgres(line ->
                line.secure(SHOWN).startup().ask(FakePostgres.AUTH_KERBEROS).drain())) {
            assertThat(login.refused(server))
                    .isInstanceOf(AccessException.Failed.class)
                    .hasMessageContaining("authentication type 2 is not supported");
            assertThat(server.seen()).doesNotContain("password");
        }
        assertThat(login.tokens).hasValue(0);
    }

    @Test
    void connect_serverWithoutTls_isRefusedBeforeItKnowsTheUser() throws IOException {
        try (FakePostgres server =
                new FakePostgres(line -> line.sslRequest().send((byte) 'N').drain())) {
            AccessException e = login.refused(server);

            assertThat(e)
                    .isInstanceOf(AccessException.TlsRefused.class)
                    .hasMessage("the server at " + HOST + ":" + server.port() + " by way of 127.0.0.1 speaks no TLS");
            assertThat(e.notes()).containsExactly("no token was made or sent");
            assertThat(server.seen()).noneMatch(seen -> seen.startsWith("startup"));
        }
    }

    /** What a server says before TLS, anybody on the way may have said: it is not repeated. */
    @Test
    void connect_errorInPlaceOfTls_isNotBelieved() throws IOException {
        try (FakePostgres server = new FakePostgres(line -> line.sslRequest()
                .error("FATAL", "28000", "send your password to evil.org")
                .drain())) {
            AccessException e = login.refused(server);

            assertThat(e).isInstanceOf(AccessException.TlsRefused.class);
            assertThat(e.getMessage() + e.notes()).doesNotContain("evil");
        }
    }

    /** As CVE-2021-23222: bytes that were sent in the clear must not be read as if they had come over TLS. */
    @Test
    void connect_bytesSentAlongWithTheAnswerToTls_areNotRead() throws IOException {
        try (FakePostgres server = new FakePostgres(line -> line.sslRequest()
                .send(new byte[] {'S', 'R', 0, 0, 0, 8, 0, 0, 0, 3})
                .drain())) {
            assertThat(login.refused(server))
                    .isInstanceOfAny(AccessException.TlsRefused.class, AccessException.Unreachable.class);
            assertThat(server.seen()).doesNotContain("password");
        }
        assertThat(login.tokens).hasValue(0);
    }

    @Test
    void connect_gibberishInsideTls_isAFailureOfItsOwnKind() throws IOException {
        for (byte[] gibberish : new byte[][] {
            {'R', 0, 0, 0, 0},
            {'R', 0, 0, 0, 8, 0, 0, 0, 99},
            {'R', 0, 0, 0, 4},
            {'R', -1, -1, -1, -1, 0},
            {'E', 0, 0, 0, 4},
            {'E', 0, 0, 0, 5, 0},
            {'E', 0, 0, 0, 7, 'S', 'x', 'y'},
            {'?', 0, 0, 0, 4},
            {0, 0, 0, 0, 0, 0, 0, 0},
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        }) {
            try (FakePostgres server =
                    new FakePostgres(line -> line.secure(SHOWN).startup().send(gibberish))) {
                assertThat(login.refused(server)).isNotNull();
                assertThat(server.seen()).doesNotContain("password");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full"})
    void connect_nameThatDoesNotMatch_isDecidedByTheMode(String mode) throws IOException {
        TestCertificates.Server other = AUTHORITY.server("other.example.com");
        try (FakePostgres server = new FakePostgres(line -> line.secure(other)
                .startup()
                .ask(FakePostgres.AUTH_CLEARTEXT)
                .read()
                .error("FATAL", "28000", "no"))) {
            Chain chain = LoginTrial.chain(server.port());
            LoginAttempt attempt = login.attempt(chain, TlsMode.parse(mode));
            AccessException failure = LoginTrial.refused(chain, attempt);

            AuthToken token = attempt.token();
            if (mode.equals("verify-full")) {
                assertThat(failure).isInstanceOf(AccessException.TlsRefused.class);
                assertThat(token).isNull();
            } else {
                assertThat(failure).isInstanceOf(AccessException.Denied.class);
                assertThat(token).isNotNull();
                assertThat(attempt.tls().evidence().orElseThrow().nameMatched()).isFalse();
            }
        }
    }
}

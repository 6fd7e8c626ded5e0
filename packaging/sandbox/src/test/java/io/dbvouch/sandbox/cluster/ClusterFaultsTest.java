package io.dbvouch.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.sandbox.pki.CertificateKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault as a client meets it, and that all is well again afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterFaultsTest {
    private TestCluster test;
    private ClusterFaults faults;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        test = new TestCluster(directory);
        faults = test.cluster.faults();
    }

    @AfterAll
    void stop() throws IOException {
        test.close();
    }

    @BeforeEach
    void forget() {
        test.journal.clear();
    }

    @AfterEach
    void allIsWellAgain() throws IOException, SQLException {
        faults.clear();
        assertThat(user("verify-full")).isEqualTo("arianna");
    }

    private String user(String sslMode) throws SQLException {
        Map<String, String> mode = Map.of("sslmode", sslMode);
        try (Connection connection = test.connect(Cluster.WRITER, "arianna", test.token("arianna"), mode)) {
            return TestCluster.ask(connection, "select current_user");
        }
    }

    private SQLException refusal(String sslMode) {
        return catchThrowableOfType(SQLException.class, () -> user(sslMode));
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED,       false",
        "NOT_YET_VALID, false",
        "SELF_SIGNED,   false",
        "OTHER_CA,      false",
        "OTHER_NAME,    true",
    })
    void certificate_thatIsWrong_isSeenByAClientThatChecks(CertificateKind kind, boolean verifyCaTakesIt)
            throws Exception {
        faults.certificate(kind);

        assertThat(user("require")).isEqualTo("arianna");
        test.journal.clear();
        assertThat(refusal("verify-full").getSQLState()).startsWith("08");
        assertThat(test.journal.eventsOfLastConnection()).doesNotContain("startup", "password-message");
        if (verifyCaTakesIt) {
            assertThat(user("verify-ca")).isEqualTo("arianna");
        } else {
            assertThat(refusal("verify-ca").getSQLState()).startsWith("08");
        }
        assertThat(test.journal.lines())
                .filteredOn(line -> line.event().equals("tls"))
                .allMatch(line -> line.detail("certificate").equals(kind.name()));
    }

    @Test
    void certificate_thatIsWrong_stillBindsScramToTheChannel() throws Exception {
        faults.certificate(CertificateKind.EXPIRED);

        PasswordUser application = test.cluster.application();
        Map<String, String> binding = Map.of("sslmode", "require", "channelBinding", "require");
        try (Connection connection =
                test.connect(Cluster.WRITER, application.name(), application.password(), binding)) {
            assertThat(TestCluster.ask(connection, "select current_user")).isEqualTo("app");
        }
    }

    @Test
    void plaintextServer_getsNoPasswordFromAClientThatWantsTls() throws Exception {
        faults.transport(Transport.PLAINTEXT_ONLY);

        assertThat(refusal("verify-ca").getMessage()).isEqualTo("The server does not support SSL.");
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "tls-declined", "closed");
    }

    @Test
    void plaintextServer_getsThePasswordOfAClientThatDoesNotMind() throws Exception {
        faults.transport(Transport.PLAINTEXT_ONLY);

        assertThat(user("prefer")).isEqualTo("arianna");
        assertThat(test.journal.eventsOfLastConnection())
                .containsExactly("connected", "tls-declined", "startup", "password-message", "accepted", "closed");
    }

    @Test
    void tls11Server_isRefusedByAClientWithAFloor() throws Exception {
        faults.transport(Transport.TLS_1_1_ONLY);

        try (RawClient client = new RawClient(test.cluster)) {
            client.request(FirstPacket.SSL_REQUEST).readByte();
            assertThatThrownBy(() -> client.startTls(new String[] {"TLSv1.2", "TLSv1.3"}))
                    .isInstanceOf(SSLException.class);
        }
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "tls-failed", "closed");
    }

    @Test
    void tls11Server_servesAClientWithoutAFloor() throws Exception {
        faults.transport(Transport.TLS_1_1_ONLY);

        try (RawClient client = new RawClient(test.cluster)) {
            client.request(FirstPacket.SSL_REQUEST).readByte();
            client.startTls(new String[] {"TLSv1.1", "TLSv1.2", "TLSv1.3"});
            client.startUp(StartupMessage.VERSION_3_0, "arianna").read();
            client.password(test.token("arianna"));
            assertThat(client.read().authenticationKind()).isEqualTo(Message.AUTHENTICATION_OK);
        }
        assertThat(test.journal.eventsOfLastConnection()).contains("tls", "accepted");
        assertThat(test.journal.lines())
                .anyMatch(line -> line.detail("protocol").equals("TLSv1.1"));
    }

    @Test
    void serverThatHangsUp_leavesNoPasswordMessage() throws Exception {
        faults.transport(Transport.HANG_UP);

        assertThat(refusal("verify-ca").getSQLState()).startsWith("08");
        assertThat(test.journal.eventsOfLastConnection()).containsExactly("connected", "tls-failed", "closed");
    }

    @Test
    void slowLogin_waitsBetweenStartupAndAnswer() throws Exception {
        faults.slowLogin(Duration.ofDays(1));
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna");
            test.journal.await("startup");

            faults.dropSessions();

            assertThatThrownBy(client::read).isInstanceOf(IOException.class);
        }
        assertThat(test.journal.eventsOfLastConnection()).contains("startup", "closed");
        assertThat(test.journal.lines()).noneMatch(line -> line.event().equals("password-message"));
    }

    @Test
    void slowLogin_thatIsShort_comesToAnEnd() throws Exception {
        faults.slowLogin(Duration.ofMillis(1));

        assertThat(user("verify-full")).isEqualTo("arianna");
    }

    @Test
    void refusedConnections_areRefusedByBothEndpoints() throws Exception {
        int port = test.cluster.port();
        try (Connection before = test.connect("arianna", test.token("arianna"))) {
            faults.refuseConnections(true);
            faults.refuseConnections(true);

            assertThatThrownBy(() -> new Socket(Loopback.MAIN, port).close()).isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> new Socket(Loopback.READER, port).close()).isInstanceOf(ConnectException.class);
            assertThat(TestCluster.ask(before, "select 1")).isEqualTo("1");
        }
        faults.refuseConnections(false);
        assertThat(test.cluster.port()).isEqualTo(port);
    }

    @Test
    void move_closesTheOldPortAndWantsTokensForTheNewOne() throws Exception {
        int old = test.cluster.port();
        String oldToken = test.token("arianna");
        try (Connection before = test.connect("arianna", oldToken)) {
            int port = faults.move();

            assertThat(port).isEqualTo(test.cluster.port()).isNotEqualTo(old);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), old).close())
                    .isInstanceOf(ConnectException.class);
            SQLException refusal = catchThrowableOfType(SQLException.class, () -> test.connect("arianna", oldToken));
            assertThat(refusal.getSQLState()).isEqualTo("28000");
            assertThat(TestCluster.ask(before, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void droppedSession_isLostWithoutAWord() throws Exception {
        try (Connection connection = test.connect("arianna", test.token("arianna"))) {
            String pid = TestCluster.ask(connection, "select pg_backend_pid()");

            faults.dropSessions();

            assertThatThrownBy(() -> TestCluster.ask(connection, "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
            while (!test.cluster
                    .execute("select 1 from pg_stat_activity where pid = " + pid)
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertThat(test.journal.eventsOfLastConnection()).contains("accepted", "closed");
        assertThat(test.journal.lines()).anyMatch(line -> line.detail("by").equals("sandbox"));
    }

    @Test
    void restart_endsSessionsAndKeepsTheData() throws Exception {
        test.cluster.execute("create table kept as select 42 as answer");
        try (Connection connection = test.connect("arianna", test.token("arianna"))) {
            faults.restart();

            assertThatThrownBy(() -> TestCluster.ask(connection, "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        }
        assertThat(test.cluster.execute("select answer from kept")).containsExactly("42");
    }
}

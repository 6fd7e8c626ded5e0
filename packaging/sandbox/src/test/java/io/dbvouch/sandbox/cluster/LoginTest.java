package io.dbvouch.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, who does not, and what each of them hears. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LoginTest {
    private static final String PAM = "FATAL: PAM authentication failed for user \"%s\"";

    private TestCluster test;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        test = new TestCluster(directory);
    }

    @AfterAll
    void stop() throws IOException {
        test.close();
    }

    @BeforeEach
    void forget() {
        test.journal.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arianna",
                "Paola",
                "paola",
                "helpdesk",
                TestCluster.ODD,
                TestCluster.QUOTED,
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxé"
            })
    void token_ofThatVeryUser_opensASessionAsThatUserOverTls(String user) throws SQLException {
        try (Connection connection = test.connect(user, test.token(user))) {
            assertThat(TestCluster.ask(
                            connection,
                            "select current_user || ' ' || ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                    .isEqualTo(user + " true");
            assertThat(TestCluster.ask(connection, "select session_user")).isEqualTo(user);
        }
    }

    @Test
    void token_isJournaledStepByStepAndNeverWrittenDown() throws Exception {
        try (Connection connection = test.connect(
                Cluster.WRITER, "arianna", test.token("arianna"), Map.of("ApplicationName", "dbvouch 42"))) {
            assertThat(TestCluster.ask(connection, "show application_name")).isEqualTo("dbvouch 42");
        }
        assertThat(test.journal.eventsOfLastConnection())
                .containsExactly("connected", "tls", "startup", "password-message", "accepted", "closed");
        assertThat(test.journal.await("tls").details()).containsEntry("protocol", "TLSv1.3");
        assertThat(test.journal.await("startup").details())
                .containsEntry("user", "arianna")
                .containsEntry("database", "company")
                .containsEntry("application_name", "dbvouch 42")
                .containsEntry("endpoint", "writer");
        assertThat(test.journal.await("accepted").details())
                .containsEntry("principal", "arn:aws:sts::123456789012:assumed-role/dba/arianna")
                .containsEntry("host", "localhost");
        assertThat(test.journal.lines().toString()).doesNotContain("token for");
        assertThat(test.journal.lines()).allMatch(line -> line.service().equals("cluster"));
    }

    @Test
    void token_signedForAnAliasOfTheWriter_isTaken() throws SQLException {
        String token = TestCluster.token("arianna", TestCluster.ALIAS, test.cluster.port());
        try (Connection connection = test.connect("arianna", token)) {
            assertThat(TestCluster.ask(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void token_thatIsWrong_isRefusedAsRdsDoes() throws Exception {
        SQLException refusal = refusal("arianna", test.token("paola"));

        assertThat(refusal.getMessage()).isEqualTo(PAM, "arianna");
        assertThat(refusal.getSQLState()).isEqualTo("28000");
        assertThat(test.journal.eventsOfLastConnection())
                .containsExactly("connected", "tls", "startup", "password-message", "refused", "closed");
        assertThat(test.journal.await("refused").detail("reason"))
                .isEqualTo("not signed for localhost; not signed for " + TestCluster.ALIAS);
    }

    @Test
    void token_thatMakesTheCheckFail_isRefusedWithoutBeingQuoted() throws Exception {
        assertThat(refusal("arianna", "explode").getMessage()).isEqualTo(PAM, "arianna");
        assertThat(test.journal.await("refused").detail("reason"))
                .isEqualTo("the check failed: java.lang.IllegalStateException");
    }

    @Test
    void token_ofTheWriter_isRefusedByTheReader() {
        SQLException refusal = refusal(Cluster.READER, "arianna", test.token("arianna"));
        assertThat(refusal.getMessage()).isEqualTo(PAM, "arianna");
    }

    @Test
    void reader_startsSessionsReadOnly() throws SQLException {
        String token = TestCluster.token("arianna", Cluster.READER, test.cluster.port());
        Map<String, String> options = Map.of("options", "-c default_transaction_read_only=off");
        try (Connection connection = test.connect(Cluster.READER, "arianna", token, options)) {
            assertThat(TestCluster.ask(connection, "show transaction_read_only"))
                    .isEqualTo("on");
            assertThat(TestCluster.ask(connection, "select count(*) from customers"))
                    .isEqualTo("5");
            SQLException refusal = catchThrowableOfType(
                    SQLException.class, () -> TestCluster.ask(connection, "delete from transfers returning id"));
            assertThat(refusal.getSQLState()).isEqualTo("25006");
        }
    }

    @Test
    void writer_letsPeopleWrite() throws SQLException {
        try (Connection connection = test.connect("arianna", test.token("arianna"))) {
            connection.setAutoCommit(false);
            assertThat(TestCluster.ask(connection, "update accounts set balance = 1 where id = 40 returning balance"))
                    .isEqualTo("1.00");
            connection.rollback();
        }
    }

    @Test
    void password_ofTheApplication_isPostgresOwnScramWithChannelBinding() throws Exception {
        PasswordUser application = test.cluster.application();
        Map<String, String> binding = Map.of("channelBinding", "require");
        for (String host : List.of(Cluster.WRITER, Cluster.READER)) {
            try (Connection connection = test.connect(host, application.name(), application.password(), binding)) {
                assertThat(TestCluster.ask(
                                connection,
                                "select current_user || ' ' || ssl from pg_stat_ssl where pid = pg_backend_pid()"))
                        .isEqualTo("app true");
            }
        }
        assertThat(test.journal.eventsOfLastConnection())
                .containsExactly(
                        "connected", "tls", "startup", "password-message", "password-message", "accepted", "closed");
        assertThat(application.toString()).doesNotContain(application.password());
    }

    @Test
    void password_ofTheMaster_letsItCreateUsersButNotActAsSuperuser() throws SQLException {
        PasswordUser master = test.cluster.master();
        try (Connection connection = test.connect(master.name(), master.password())) {
            connection.setAutoCommit(false);
            assertThat(TestCluster.ask(connection, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
            assertThat(connection.createStatement().execute("create role somebody login"))
                    .isFalse();
            connection.rollback();
        }
    }

    @Test
    void password_thatIsWrong_isRefusedByPostgres() throws Exception {
        SQLException refusal = refusal("app", "wrong");

        assertThat(refusal.getMessage()).isEqualTo("FATAL: password authentication failed for user \"app\"");
        assertThat(refusal.getSQLState()).isEqualTo("28P01");
        assertThat(test.journal.await("refused").details())
                .containsEntry("sqlstate", "28P01")
                .containsEntry("reason", "password authentication failed for user \"app\"");
    }

    @Test
    void user_thatDoesNotExist_isAskedForAPasswordAndRefusedByPostgres() throws Exception {
        SQLException refusal = refusal("mallory", test.token("mallory"));

        assertThat(refusal.getSQLState()).isEqualTo("28P01");
        assertThat(test.journal.eventsOfLastConnection()).contains("password-message", "refused");
    }

    @Test
    void user_inAnotherSpelling_isAnotherUser() {
        assertThat(refusal("ARIANNA", test.token("ARIANNA")).getSQLState()).isEqualTo("28P01");
    }

    @Test
    void superuser_isTurnedAwayAsOnRds() {
        SQLException refusal = refusal("rdsadmin", "anything");
        assertThat(refusal.getMessage()).contains("pg_hba.conf rejects connection", "user \"rdsadmin\"");
        assertThat(refusal.getSQLState()).isEqualTo("28000");
    }

    @Test
    void rdsIamMember_withAPassword_cannotUseIt() throws Exception {
        test.cluster.execute("create role twofold login password 'secret'; grant rds_iam to twofold");

        assertThat(refusal("twofold", "secret").getMessage()).isEqualTo(PAM, "twofold");
        try (Connection connection = test.connect("twofold", test.token("twofold"))) {
            assertThat(TestCluster.ask(connection, "select current_user")).isEqualTo("twofold");
        }
    }

    @Test
    void rdsIamMember_throughAnotherRole_needsATokenToo() throws Exception {
        test.cluster.execute("create role team; grant rds_iam to team;"
                + "create role indirect login password 'secret' noinherit; grant team to indirect with set false");

        assertThat(refusal("indirect", "secret").getMessage()).isEqualTo(PAM, "indirect");
    }

    @Test
    void rdsIamMembership_takenAway_leavesThePassword() throws Exception {
        test.cluster.execute("create role former login password 'secret'; grant rds_iam to former");
        test.cluster.execute("revoke rds_iam from former");

        try (Connection connection = test.connect("former", "secret")) {
            assertThat(TestCluster.ask(connection, "select current_user")).isEqualTo("former");
        }
    }

    @Test
    void rdsIamMembership_takenAwayWhileTheTokenIsChecked_opensNoDoor() throws Exception {
        test.cluster.execute("create role unlucky login; grant rds_iam to unlucky");
        test.duringCheck = () -> {
            try {
                test.cluster.execute("revoke rds_iam from unlucky");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try {
            SQLException refusal = refusal("unlucky", test.token("unlucky"));
            assertThat(refusal.getSQLState()).isEqualTo("28000");
            assertThat(refusal.getMessage()).contains("pg_hba.conf rejects connection");
        } finally {
            test.duringCheck = () -> {};
        }
    }

    @Test
    void login_whileAStatementOfTheSandboxRuns_doesNotWaitForIt() throws Exception {
        try (Connection holder = test.connect("arianna", test.token("arianna"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TestCluster.ask(holder, "select pg_advisory_lock(1)");
            Future<List<String>> waiting =
                    threads.submit(() -> test.cluster.execute("select 'got it' from pg_advisory_lock(1)"));
            try (Connection connection = test.connect("paola", test.token("paola"))) {
                assertThat(TestCluster.ask(connection, "select current_user")).isEqualTo("paola");
            }
            TestCluster.ask(holder, "select pg_advisory_unlock(1)");
            assertThat(waiting.get()).containsExactly("got it");
        }
    }

    @Test
    void helpdesk_bringsAPersonIn() throws Exception {
        try (Connection connection = test.connect("helpdesk", test.token("helpdesk"))) {
            assertThat(connection
                            .createStatement()
                            .execute("create role \"new.person\" login; grant rds_iam, company_read to \"new.person\""))
                    .isFalse();
        }
        try (Connection connection = test.connect("new.person", test.token("new.person"))) {
            assertThat(TestCluster.ask(connection, "select count(*) from accounts"))
                    .isEqualTo("6");
        }
    }

    @Test
    void database_thatDoesNotExist_isPostgresOwnRefusal() {
        Map<String, String> elsewhere = Map.of(TestCluster.DATABASE, "nowhere");
        SQLException refusal = catchThrowableOfType(
                SQLException.class, () -> test.connect(Cluster.WRITER, "arianna", test.token("arianna"), elsewhere));
        assertThat(refusal.getSQLState()).isEqualTo("3D000");
    }

    @Test
    void log_holdsTheApplicationName() throws Exception {
        Map<String, String> name = Map.of("ApplicationName", "dbvouch 01K 7 0123456789ab");
        test.connect(Cluster.WRITER, "arianna", test.token("arianna"), name).close();
        assertThat(test.cluster.serverLog())
                .content()
                .contains("user=arianna", "application_name=dbvouch 01K 7 0123456789ab");
    }

    private SQLException refusal(String user, String password) {
        return refusal(Cluster.WRITER, user, password);
    }

    private SQLException refusal(String host, String user, String password) {
        return catchThrowableOfType(
                SQLException.class,
                () -> test.connect(host, user, password, Map.of()).close());
    }
}

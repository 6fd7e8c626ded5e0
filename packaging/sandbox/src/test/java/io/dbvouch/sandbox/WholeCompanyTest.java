package io.dbvouch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.RdsUtilities;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.RdsException;

/** From the sign-in to a row, with AWS's own code and pgjdbc as the clients. */
class WholeCompanyTest {
    private static final String ODD = "Arianna.O'Neil+\"test\"@example.com";
    private static final String TOO_LONG = "a".repeat(64);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(
                SandboxOptions.defaults().withAutoApprove(ODD).withUser(ODD).withUser(TOO_LONG));
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @AfterEach
    void clear() {
        sandbox.faults().clear();
    }

    private static DBCluster cluster(AwsSessionCredentials credentials) {
        try (RdsClient rds = new Aws(sandbox).rds(credentials)) {
            return rds.describeDBClusters(request -> request.dbClusterIdentifier("sandbox-cluster"))
                    .dbClusters()
                    .getFirst();
        }
    }

    private static String currentUser(AwsSessionCredentials credentials, String user) throws SQLException {
        DBCluster cluster = cluster(credentials);
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty(
                "sslrootcert", sandbox.directory().resolve("ca.pem").toString());
        properties.setProperty(
                "password",
                RdsUtilities.builder()
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(credentials))
                        .build()
                        .generateAuthenticationToken(request -> request.hostname(cluster.endpoint())
                                .port(cluster.port())
                                .username(user)));
        String url = "jdbc:postgresql://" + cluster.endpoint() + ":" + cluster.port() + "/" + cluster.databaseName();
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void chain_ofAnOddName_endsInASessionOfThatVeryName() throws Exception {
        assertThat(currentUser(new Aws(sandbox).roleCredentials("dba"), ODD)).isEqualTo(ODD);
        assertThat(sandbox.journal().of("cluster", "password-message")).isNotEmpty();
    }

    @Test
    void chain_asSomebodyElse_isRefusedAsRdsDoes() {
        AwsSessionCredentials credentials = new Aws(sandbox).roleCredentials("dba");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> currentUser(credentials, "paola"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .withMessageContaining("PAM authentication failed for user \"paola\"");
    }

    @Test
    void chain_withoutADatabaseUser_isAskedForAPasswordLikeAnybody() {
        AwsSessionCredentials credentials = new Aws(sandbox).roleCredentials("dba");

        for (String nobody : new String[] {"mallory", TOO_LONG}) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> currentUser(credentials, nobody))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"))
                    .withMessageContaining("password authentication failed for user");
        }
    }

    @Test
    void roleSessions_expired_openNoDoor_newOnesDo() throws Exception {
        AwsSessionCredentials old = new Aws(sandbox).roleCredentials("dba");
        DBCluster before = cluster(old);
        sandbox.faults().add("expire.role-sessions");

        assertThat(before.port()).isPositive();
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(() -> currentUser(old, ODD))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
        assertThat(currentUser(new Aws(sandbox).roleCredentials("dba"), ODD)).isEqualTo(ODD);
    }

    @Test
    void cluster_moved_isFoundAgainThroughRds() throws Exception {
        AwsSessionCredentials credentials = new Aws(sandbox).roleCredentials("dba");
        int before = cluster(credentials).port();

        sandbox.faults().add("cluster.moved");

        assertThat(cluster(credentials).port()).isNotEqualTo(before);
        assertThat(currentUser(credentials, ODD)).isEqualTo(ODD);
        assertThat(sandbox.faults().standing()).isEmpty();
    }

    @Test
    void cluster_badCertificate_isRefusedByTheClient_untilCleared() throws Exception {
        AwsSessionCredentials credentials = new Aws(sandbox).roleCredentials("dba");
        for (String kind : new String[] {"expired", "not-yet-valid", "self-signed", "other-ca", "other-name"}) {
            sandbox.faults().add("cluster.certificate=" + kind);
            assertThatExceptionOfType(SQLException.class)
                    .as(kind)
                    .isThrownBy(() -> currentUser(credentials, ODD))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("08"));
        }
        sandbox.faults().add("cluster.tls=plaintext");
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> currentUser(credentials, ODD));
        sandbox.faults().clear();

        assertThat(currentUser(credentials, ODD)).isEqualTo(ODD);
    }

    @Test
    void cluster_unknownFault_isRefused() {
        for (String fault : new String[] {
            "cluster.certificate=blue", "cluster.certificate", "cluster.tls=ssl3", "cluster.slow=x", "cluster.fire"
        }) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sandbox.faults().add(fault));
        }
    }
}

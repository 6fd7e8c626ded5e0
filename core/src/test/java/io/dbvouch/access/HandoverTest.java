package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is handed to another program. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandoverTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        desk = new Desk(sandbox, folder, Map.of());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void handOver_letsAnotherProgramIn_andIsClosedWithItsCode() throws Exception {
        desk.signIn("arianna");
        Target target = desk.target("sandbox");

        Handover handover = desk.broker(target).handOver(new AccessRequest(target, null));
        Map<String, String> variables = handover.variables();

        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "token.issued");
        assertThat(variables)
                .containsOnlyKeys(
                        "PGHOST",
                        "PGPORT",
                        "PGDATABASE",
                        "PGUSER",
                        "PGPASSWORD",
                        "PGSSLMODE",
                        "PGSSLROOTCERT",
                        "PGSSLMINPROTOCOLVERSION",
                        "PGGSSENCMODE",
                        "PGREQUIREAUTH",
                        "PGAPPNAME")
                .containsEntry("PGUSER", "arianna")
                .containsEntry("PGDATABASE", "company")
                .containsEntry("PGSSLMODE", "verify-ca")
                .containsEntry("PGSSLMINPROTOCOLVERSION", "TLSv1.2")
                .containsEntry("PGGSSENCMODE", "disable")
                .containsEntry("PGREQUIREAUTH", "password");
        assertThat(handover.removed())
                .contains("PGSERVICE", "PGPASSFILE", "PGHOSTADDR", "PGREQUIRESSL")
                .doesNotContainAnyElementsOf(variables.keySet());
        Properties properties = new Properties();
        properties.setProperty("user", variables.get("PGUSER"));
        properties.setProperty("password", variables.get("PGPASSWORD"));
        properties.setProperty("sslmode", variables.get("PGSSLMODE"));
        properties.setProperty("sslrootcert", variables.get("PGSSLROOTCERT"));
        properties.setProperty("ApplicationName", variables.get("PGAPPNAME"));
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + variables.get("PGHOST") + ":" + variables.get("PGPORT") + "/company",
                        properties);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select current_user || ' ' || current_setting('application_name')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("arianna " + variables.get("PGAPPNAME"));
        }

        handover.close(3);

        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "token.issued", "session.closed");
        assertThat(desk.last().get("exit_code").getAsInt()).isEqualTo(3);
        String session = desk.last().get("session").getAsString();
        assertThat(variables.get("PGAPPNAME")).startsWith("dbvouch " + session + " ");
        assertThat(desk.entries().subList(3, 6))
                .extracting(e -> e.get("session").getAsString())
                .containsOnly(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=192.0.2.1 sslmode=disable", "postgres://192.0.2.1/x", "postgresql://"})
    void handOver_databaseThatReadsAsAConnectionString_isRefusedBeforeATokenIsMade(String database) {
        desk.signIn("arianna");
        Target target = desk.target(
                "sandbox", new TargetOptions(null, null, null, null, null, database, null, null, null, null));

        AccessException e = catchThrowableOfType(
                AccessException.class, () -> desk.broker(target).handOver(new AccessRequest(target, null)));

        assertThat(e).isInstanceOf(AccessException.Denied.class);
        desk.neverConnected(e);
    }

    @Test
    void handOver_byWayOfATunnel_namesBothHosts() {
        desk.signIn("arianna");
        Target target = desk.tunnel();

        Handover handover = desk.broker(target).handOver(new AccessRequest(target, null));

        assertThat(handover.variables())
                .containsEntry("PGHOSTADDR", "127.0.0.1")
                .containsEntry("PGSSLMODE", "verify-full")
                .hasEntrySatisfying("PGHOST", host -> assertThat(host).endsWith(".rds.amazonaws.com"));
        handover.close(0);
    }
}

package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A cluster that takes hand-made tokens, and the real driver to log in with. */
final class TestCluster implements AutoCloseable {
    static final String ALIAS = "sandbox-cluster.cluster-c0ffee123456.eu-west-1.rds.amazonaws.com";
    static final String ODD = "Arianna.O'Neil@example.com";
    static final String QUOTED = "a \"quoted\" \\ name";
    static final String LONG = "x".repeat(61) + "é";

    /** A property of {@link #connect} that is not the driver's. */
    static final String DATABASE = "database";

    final RecordingJournal journal = new RecordingJournal();
    final Cluster cluster;

    /** What happens while a token is being checked. */
    volatile Runnable duringCheck = () -> {};

    TestCluster(Path directory) throws IOException {
        this(directory, null);
    }

    TestCluster(Path directory, @Nullable Path postgres) throws IOException {
        cluster = Cluster.start(
                new ClusterSettings(
                        directory.resolve("sandbox"),
                        directory.resolve("root.pem"),
                        postgres,
                        0,
                        List.of("arianna", "paola", ODD, QUOTED, LONG, "Paola"),
                        List.of(ALIAS),
                        List.of()),
                this::check,
                journal);
    }

    private TokenCheck.Verdict check(String token, String user, String host, int port) {
        duringCheck.run();
        if (token.equals("explode")) {
            throw new IllegalStateException("token " + token);
        }
        return token.equals(token(user, host, port))
                ? new TokenCheck.Verdict.Accepted("arn:aws:sts::123456789012:assumed-role/dba/" + user)
                : new TokenCheck.Verdict.Refused("not signed for " + host);
    }

    static String token(String user, String host, int port) {
        return "token for " + user + " at " + host + ":" + port;
    }

    String token(String user) {
        return token(user, Cluster.WRITER, cluster.port());
    }

    Connection connect(String user, String password) throws SQLException {
        return connect(Cluster.WRITER, user, password, Map.of());
    }

    Connection connect(String host, String user, String password, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", cluster.rootPem().toString());
        more.forEach(properties::setProperty);
        // Or the driver names the application only after the login.
        properties.setProperty("assumeMinServerVersion", "12");
        String database = more.getOrDefault(DATABASE, Cluster.DATABASE);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + cluster.port() + "/" + database, properties);
    }

    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.target.Endpoint;
import io.dbvouch.wire.Answer;
import io.dbvouch.wire.WireConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Logs in over pgjdbc, with TLS and the password left to a {@link LoginAttempt}. */
final class DatabaseLogin {
    /**
     * How long to wait for the server, in seconds; libpq waits for as long as the system does, which is minutes or for ever.
     *
     * @param reach for it to be reached, and for its side of TLS
     * @param answer for each answer until the login is done; statements may take as long as they like
     */
    record Patience(int reach, int answer) {
        private static final Patience USUAL = new Patience(10, 30);
    }

    /**
     * PostgreSQL's log session id, {@code %c} of {@code log_line_prefix}: the backend's start and its pid in hexadecimal.
     *
     * @see <a href="https://www.postgresql.org/docs/18/runtime-config-logging.html#GUC-LOG-LINE-PREFIX">log_line_prefix</a>
     */
    private static final String LOG_SESSION_ID = "select pg_catalog.to_hex(pg_catalog.trunc(extract(epoch from"
            + " backend_start))::pg_catalog.int4) || '.' || pg_catalog.to_hex(pid)"
            + " from pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid())";

    private DatabaseLogin() {}

    /**
     * A connection that is logged in.
     *
     * @param driver to be kept as long as the connection: once it is collected, its driver hangs up
     */
    record LoggedIn(Connection driver, WireConnection wire, AccessEvent.Backend backend) {
        /** Ends it. */
        void close() {
            wire.terminate();
            abandon(driver);
        }
    }

    /**
     * Logs in.
     *
     * @param applicationName at most 63 bytes
     * @throws AccessException in one of its kinds; nothing is left open then
     */
    static LoggedIn connect(Chain chain, LoginAttempt attempt, String applicationName) {
        return connect(chain, attempt, applicationName, Patience.USUAL);
    }

    static LoggedIn connect(Chain chain, LoginAttempt attempt, String applicationName, Patience patience) {
        attempt.name(applicationName);
        Connection driver = open(chain, attempt, applicationName, patience);
        try {
            if (!attempt.isProved()) {
                throw new AccessException.Denied("the server at " + chain.endpoint() + " let \"" + chain.user()
                                + "\" in without asking for proof")
                        .note("whoever gets in there without proof cannot be vouched for");
            }
            WireConnection wire = attempt.takeOver();
            LoggedIn done = new LoggedIn(driver, wire, backend(wire));
            wire.patience(0);
            wire.keepAlive();
            return done;
        } catch (RuntimeException e) {
            abandon(driver);
            throw e;
        }
    }

    private static Connection open(Chain chain, LoginAttempt attempt, String applicationName, Patience patience) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, chain.user());
        PGProperty.APPLICATION_NAME.set(properties, applicationName);
        // The mode tells the driver to insist on TLS; what is verified is the policy's business.
        PGProperty.SSL_MODE.set(properties, "verify-ca");
        PGProperty.SSL_FACTORY.set(properties, BrokeredTls.class.getName());
        PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(properties, BrokeredPassword.class.getName());
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        // A server that asks for SSPI is to be refused by the plug-in too, not by a library of Windows that is not
        // there.
        PGProperty.GSS_LIB.set(properties, "gssapi");
        PGProperty.CONNECT_TIMEOUT.set(properties, patience.reach());
        PGProperty.SOCKET_TIMEOUT.set(properties, patience.answer());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // Statements go out whole and values come back as text, as with psql.
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        // Oldest version that RDS still has: names the application in the startup message, not in a query after it.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "11");
        try {
            Connection connection = ScopedValue.where(LoginAttempt.CURRENT, attempt)
                    .call(() -> new Driver().connect(url(chain), properties));
            if (connection == null) {
                throw new IllegalStateException("the driver does not know its own URL");
            }
            return connection;
        } catch (SQLException e) {
            throw LoginFailure.explain(chain, attempt, e);
        } catch (AccessException e) {
            throw e;
        } catch (RuntimeException e) {
            // The driver's readers take well-formed messages for granted.
            throw new AccessException.Failed("what the server at " + chain.endpoint() + " says cannot be read", e);
        }
    }

    private static String url(Chain chain) {
        Endpoint endpoint = chain.endpoint();
        String hostaddr = chain.target().hostaddr();
        Endpoint reached = hostaddr == null ? endpoint : new Endpoint(hostaddr, endpoint.port());
        return "jdbc:postgresql://" + reached + "/"
                + URLEncoder.encode(chain.database(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static AccessEvent.Backend backend(WireConnection wire) {
        try {
            return new AccessEvent.Backend(
                    wire.cancelKey().pid(),
                    value(wire, LOG_SESSION_ID),
                    wire.parameter("server_version").orElse("").split(" ", 2)[0].toLowerCase(Locale.ROOT));
        } catch (AccessException e) {
            throw new AccessException.Failed("the session ended as soon as it had begun: " + e.getMessage(), e);
        }
    }

    /** The one value of a query's one row. */
    private static String value(WireConnection wire, String sql) {
        wire.query(sql);
        String value = null;
        for (Answer answer = wire.next(); answer != Answer.READY; answer = wire.next()) {
            if (answer == Answer.FAILED) {
                throw new AccessException.Failed(wire.failure().field('M'));
            }
            if (answer == Answer.ROW && wire.row().size() == 1) {
                value = wire.row().text(0);
            }
        }
        if (value == null) {
            throw new AccessException.Failed("the server does not tell the session's id");
        }
        return value;
    }

    /** Without a farewell: the driver is not to say anything any more. */
    private static void abandon(Connection driver) {
        try {
            driver.abort(Runnable::run);
        } catch (SQLException _) {
            // What went wrong before is what the person has to know.
            return;
        }
    }
}

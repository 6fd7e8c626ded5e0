package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.tls.TlsPolicy;
import io.dbvouch.token.AuthToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another program needs to log in by itself, as libpq's environment variables. Once it has ended, {@link #close} writes
 * {@code session.closed}.
 *
 * @see <a href="https://www.postgresql.org/docs/18/libpq-envars.html">Environment variables</a>
 */
public final class Handover {
    /** What would send libpq elsewhere, ask less of the server, or ask what no RDS server grants. */
    static final List<String> REMOVED = List.of(
            "PGSERVICE",
            "PGSERVICEFILE",
            "PGPASSFILE",
            "PGHOSTADDR",
            "PGREQUIRESSL",
            "PGCHANNELBINDING",
            "PGSSLMAXPROTOCOLVERSION",
            "PGSSLNEGOTIATION",
            "PGTARGETSESSIONATTRS");

    private final Ledger ledger;
    private final InstantSource clock;
    private final AccessEvent.Subject subject;
    private final Chain chain;
    private final TlsPolicy tls;
    private final AuthToken token;
    private final @Nullable String applicationName;
    private final Path roots;
    private final Instant since;

    Handover(
            Ledger ledger,
            InstantSource clock,
            Joined joined,
            AuthToken token,
            @Nullable String applicationName,
            Path roots) {
        this.ledger = ledger;
        this.clock = clock;
        this.subject = joined.subject();
        this.chain = joined.chain();
        this.tls = joined.tls();
        this.token = token;
        this.applicationName = applicationName;
        this.roots = roots;
        this.since = clock.instant();
    }

    /**
     * Refuses a database whose name libpq would take for a connection string. Programs such as vacuumdb hand {@code
     * PGDATABASE} on where such a string is understood, which may name another server, and ask no proof of it.
     *
     * @see <a href="https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-PARAMKEYWORDS">dbname</a>
     */
    static void refuseConnectionString(String database) {
        if (database.contains("=") || database.startsWith("postgresql://") || database.startsWith("postgres://")) {
            throw new AccessException.Denied("the database's name \"" + database
                            + "\" is refused: another program may take it for a connection string")
                    .note("the token is for the target's server; that string could lead to any other")
                    .hint("dbvouch connect, which takes it for a name");
        }
    }

    /**
     * What to do to an environment.
     *
     * @param removed variables that the other program must not see
     * @param set those that it needs, the token among them
     * @param expiresAt when the token is no good any more
     */
    public record Variables(List<String> removed, Map<String, String> set, Instant expiresAt) {
        @Override
        public String toString() {
            return set.keySet() + ", without " + removed;
        }
    }

    Variables all() {
        return new Variables(removed(), variables(), token.expiresAt());
    }

    /** Variables that the other program must not see. */
    public List<String> removed() {
        return REMOVED;
    }

    /** Variables to set for the other program, the token among them: for its environment and nowhere else. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", chain.endpoint().host());
        String hostaddr = chain.target().hostaddr();
        if (hostaddr != null) {
            variables.put("PGHOSTADDR", hostaddr);
        }
        variables.put("PGPORT", Integer.toString(chain.endpoint().port()));
        variables.put("PGDATABASE", chain.database());
        variables.put("PGUSER", chain.user());
        variables.put("PGPASSWORD", token.value().reveal());
        variables.put("PGSSLMODE", tls.mode().toString());
        variables.put("PGSSLROOTCERT", roots.toString());
        variables.put("PGSSLMINPROTOCOLVERSION", "TLSv1.2");
        // Encryption by Kerberos would be tried before TLS, and verify nothing of the server's certificate.
        variables.put("PGGSSENCMODE", "disable");
        // A server that asks for no password has not looked at the token. libpq 16 and newer see to it.
        variables.put("PGREQUIREAUTH", "password");
        if (applicationName != null) {
            variables.put("PGAPPNAME", applicationName);
        }
        return variables;
    }

    /**
     * Writes the end.
     *
     * @param exitCode the other program's
     * @throws io.dbvouch.AccessException.LedgerRefused where it cannot be written
     */
    public void close(int exitCode) {
        ledger.append(AccessEventCodec.encode(new AccessEvent.SessionClosed(
                subject, "program ended", Duration.between(since, clock.instant()), exitCode)));
    }
}

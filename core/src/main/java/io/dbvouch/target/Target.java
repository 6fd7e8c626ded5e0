package io.dbvouch.target;

import io.dbvouch.AccessException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One database that one can ask for.
 *
 * @param name the name in the configuration; for one given by address, the address itself
 * @param aws whose credentials, and in which region
 * @param place the cluster or the host
 * @param hostaddr connect to this address, but sign and verify for the real host: tunnels
 * @param dbname the database; null where the user's name is to serve, as in libpq
 * @param tls how the server is verified
 * @param rules what is asked of a person
 */
public record Target(
        String name,
        Aws aws,
        Place place,
        @Nullable String hostaddr,
        @Nullable String dbname,
        Tls tls,
        Rules rules) {

    /**
     * Checks {@code hostaddr}, which in libpq is an address and no name: another program may be handed it.
     *
     * @throws AccessException.BadConfiguration where it is something else
     */
    public Target {
        if (hostaddr != null && !Endpoint.isAddress(hostaddr)) {
            throw new AccessException.BadConfiguration("hostaddr \"" + hostaddr + "\" is no IP address");
        }
    }

    /** The same with another database. */
    public Target withDbname(String database) {
        return new Target(name, aws, place, hostaddr, database, tls, rules);
    }

    /** The same with limits besides its own, of which the stricter ones hold. */
    public Target withLimits(SessionLimits more) {
        Rules stricter = new Rules(
                rules.dbUser(),
                rules.sharedUser(),
                rules.reasonRequired(),
                rules.recordStatements(),
                rules.limits().and(more),
                rules.allowShell());
        return new Target(name, aws, place, hostaddr, dbname, tls, stricter);
    }

    /** What a command line names without naming a database. */
    public static Target unnamed(@Nullable String profile, @Nullable String region) {
        return new Target(
                "",
                new Aws(profile, region),
                new Place.Cluster("", false),
                null,
                null,
                new Tls(null, null),
                new Rules(null, false, false, RecordStatements.NONE));
    }

    /**
     * Whose credentials, and where.
     *
     * @param profile an AWS profile; null for the environment's credentials or the default profile
     * @param region an AWS region; null for the profile's
     */
    public record Aws(@Nullable String profile, @Nullable String region) {}

    /** Where the database is. */
    public sealed interface Place {
        /**
         * An Aurora cluster, looked up by {@code rds:DescribeDBClusters}.
         *
         * @param reader the reader endpoint instead of the writer's
         */
        record Cluster(String identifier, boolean reader) implements Place {}

        /** A host, known. */
        record Host(Endpoint endpoint) implements Place {}
    }

    /**
     * How the server is verified.
     *
     * @param sslmode libpq's word; null for {@code verify-ca}. Judged when a connection is asked for.
     * @param sslrootcert a PEM file; null for the region's bundle
     */
    public record Tls(@Nullable String sslmode, @Nullable Path sslrootcert) {}

    /**
     * What is asked of a person.
     *
     * @param dbUser the database user; null for the role session's name
     * @param sharedUser whether the database user may be another than the role session's name
     * @param reasonRequired whether a reason has to be given
     * @param recordStatements what of statements goes into the ledger
     * @param limits how long a session may last
     * @param allowShell whether scripts and the prompt may run programs on the person's machine
     */
    public record Rules(
            @Nullable String dbUser,
            boolean sharedUser,
            boolean reasonRequired,
            RecordStatements recordStatements,
            SessionLimits limits,
            boolean allowShell) {
        /** Without limits, and without programs. */
        public Rules(
                @Nullable String dbUser,
                boolean sharedUser,
                boolean reasonRequired,
                RecordStatements recordStatements) {
            this(dbUser, sharedUser, reasonRequired, recordStatements, SessionLimits.NONE, false);
        }
    }

    /** What of statements goes into the ledger. */
    public enum RecordStatements {
        NONE,
        HASH,
        TEXT
    }
}

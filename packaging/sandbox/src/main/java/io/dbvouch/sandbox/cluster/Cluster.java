package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.Journal;
import io.dbvouch.sandbox.pki.CertificateKind;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A database cluster as RDS has it, on loopback: a writer and a reader endpoint, TLS alone, tokens for members of
 * {@code rds_iam} and passwords for all others, over a real PostgreSQL.
 *
 * <p>The writer listens on 127.0.0.1 and is called {@value #WRITER}; the reader listens on {@value #READER}, same port,
 * and its sessions start read only. Closing it, or ending the JVM with SIGTERM, leaves neither process nor file.
 */
public final class Cluster implements AutoCloseable {
    /** The writer endpoint's own host name. */
    public static final String WRITER = "localhost";

    /** The reader endpoint's own host name. */
    public static final String READER = "127.0.0.2";

    /** The database. */
    public static final String DATABASE = "company";

    /** The user with CREATEROLE that can make others members of {@code rds_iam}; it logs in with a token itself. */
    public static final String HELPDESK = "helpdesk";

    static final String MASTER = "postgres";
    static final String APPLICATION = "app";

    private final Path rootPem;
    private final Path serverLog;
    private final PostgresVersion version;
    private final Bootstrap.Users users;
    private final SqlConsole console;
    private final Entrance entrance;
    private final ClusterFaults faults;
    private final Teardown teardown;

    private Cluster(ClusterSettings settings, TokenCheck check, Journal journal, Teardown teardown) throws IOException {
        this.teardown = teardown;
        this.rootPem = settings.rootPem();
        Path home = makeHome(settings.directory(), teardown);
        Endpoint writer = new Endpoint("writer", Loopback.MAIN, hosts(WRITER, settings.writerAliases()), false);
        Endpoint reader = new Endpoint("reader", Loopback.READER, hosts(READER, settings.readerAliases()), true);
        Identities identities = Identities.create(hosts(writer.hosts(), reader.hosts()), Instant.now());

        PostgresServer server = PostgresServer.start(
                home,
                settings.postgres(),
                identities.server(CertificateKind.VALID),
                identities.gateAuthority(),
                teardown);
        this.version = server.version();
        this.serverLog = server.log();
        Backend backend = new Backend(server::port, identities.gateAuthority().client("gate"), identities.allServers());
        this.console = new SqlConsole(backend, DATABASE);
        teardown.add(console::close);
        // Its own session, so that no statement given to execute() can keep logins waiting.
        SqlConsole lookups = new SqlConsole(backend, DATABASE);
        teardown.add(lookups::close);
        this.users = Bootstrap.run(backend, console, settings.people());

        CurrentConditions conditions = new CurrentConditions();
        this.entrance = new Entrance(
                List.of(writer, reader),
                new Gatehouse(backend, lookups, check, identities.contexts(), conditions),
                journal);
        teardown.add(entrance::close);
        this.faults = new ClusterFaults(
                conditions, entrance, new InnerPostgres(server, backend, lookups, identities.servers()));
        teardown.add(() -> Files.deleteIfExists(rootPem));
        identities.authority().writeRoot(rootPem);
        entrance.open(settings.port());
    }

    /**
     * Starts a cluster, which takes a few seconds.
     *
     * @param check who decides on tokens; it is called from many threads
     * @param journal where to write what clients do, under the service {@code cluster}; it is called from many threads
     * @throws IOException when PostgreSQL does not start, or the port is taken; nothing is left behind then
     */
    public static Cluster start(ClusterSettings settings, TokenCheck check, Journal journal) throws IOException {
        Teardown teardown = Teardown.armed();
        try {
            Cluster cluster = start(settings, check, journal, teardown);
            teardown.started();
            return cluster;
        } catch (IOException | RuntimeException e) {
            try {
                teardown.close();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /**
     * Starts a cluster as a part of something greater.
     *
     * @param teardown undoes it, together with the rest, also when this fails halfway
     */
    public static Cluster start(ClusterSettings settings, TokenCheck check, Journal journal, Teardown teardown)
            throws IOException {
        return new Cluster(settings, check, journal, teardown);
    }

    private static Path makeHome(Path directory, Teardown teardown) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            teardown.add(() -> deleteIfEmpty(directory));
        }
        Path home = Files.createTempDirectory(directory, "cluster-").toRealPath();
        teardown.add(() -> PostgresBinaries.delete(home));
        return home;
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException inUse) {
            // Somebody else has put something there since.
        }
    }

    private static List<String> hosts(String own, List<String> aliases) {
        return hosts(List.of(own), aliases);
    }

    private static List<String> hosts(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The port of both endpoints; {@link ClusterFaults#move()} changes it. */
    public int port() {
        return entrance.port();
    }

    /** PostgreSQL's version, such as {@code 18.6}. */
    public String version() {
        return version.number();
    }

    /** The root certificate that clients are to trust, as PEM. */
    public Path rootPem() {
        return rootPem;
    }

    /** PostgreSQL's own log, with every session's {@code application_name}; it is gone after {@link #close()}. */
    public Path serverLog() {
        return serverLog;
    }

    /**
     * The master user: CREATEROLE and CREATEDB, but no superuser, as on RDS. Unlike there it cannot grant {@code rds_iam}:
     * PostgreSQL would make it a member, and so bar it from its password.
     */
    public PasswordUser master() {
        return users.master();
    }

    /** An application's user. */
    public PasswordUser application() {
        return users.application();
    }

    /** What can go wrong on request. */
    public ClusterFaults faults() {
        return faults;
    }

    /**
     * Runs statements in {@value #DATABASE} as the superuser, behind the endpoints' back.
     *
     * @return the first column of all rows; nulls read as empty
     * @throws IOException with PostgreSQL's message when one fails
     */
    public List<String> execute(String sql) throws IOException {
        return console.run(sql);
    }

    /** Undoes it, and what it is a part of. */
    @Override
    public void close() throws IOException {
        teardown.close();
    }
}

package io.dbvouch.sandbox;

import com.google.gson.JsonObject;
import io.dbvouch.sandbox.aws.AwsCloud;
import io.dbvouch.sandbox.aws.Company;
import io.dbvouch.sandbox.aws.CompanyClock;
import io.dbvouch.sandbox.aws.Person;
import io.dbvouch.sandbox.cluster.Cluster;
import io.dbvouch.sandbox.cluster.Teardown;
import io.dbvouch.sandbox.fault.Expiry;
import io.dbvouch.sandbox.fault.FaultTarget;
import io.dbvouch.sandbox.fault.Faults;
import io.dbvouch.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: the AWS services, the database cluster, and the files that point programs at them. Several can run
 * beside each other, each in a directory of its own. Closing it, or ending the JVM with SIGTERM, also while it starts, stops
 * everything and removes the directory.
 */
public final class Sandbox implements AutoCloseable {
    /** The file in the directory that says where a running sandbox is. */
    static final String STATE_FILE = "sandbox.json";

    private final Path directory;
    private final JournalLog journal;
    private final Faults faults;
    private final Database database;
    private final Environment environment;
    private final URI uri;
    private final Teardown teardown;

    private Sandbox(
            Path directory,
            JournalLog journal,
            Faults faults,
            Database database,
            Environment environment,
            URI uri,
            Teardown teardown) {
        this.directory = directory;
        this.journal = journal;
        this.faults = faults;
        this.database = database;
        this.environment = environment;
        this.uri = uri;
        this.teardown = teardown;
    }

    /**
     * Starts a sandbox; when this returns, everything answers.
     *
     * @throws SandboxException when the directory is taken, or an option does not fit
     * @throws IOException when something cannot be started
     */
    public static Sandbox start(SandboxOptions options) throws IOException, SandboxException {
        Teardown teardown = Teardown.armed();
        try {
            Sandbox sandbox = start(options, teardown);
            teardown.started();
            return sandbox;
        } catch (IOException | SandboxException | RuntimeException e) {
            try {
                teardown.close();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static Sandbox start(SandboxOptions options, Teardown teardown) throws IOException, SandboxException {
        Company company = company(options);
        Person autoApprove = autoApprove(options, company);
        Path path = options.directory() == null ? Files.createTempDirectory("dbvouch-sandbox-") : options.directory();
        SandboxDirectory directory = SandboxDirectory.take(path);
        teardown.add(directory::close);
        CompanyClock clock = new CompanyClock(options.clock());
        JournalLog journal = new JournalLog(options.clock());
        AwsCloud cloud = new AwsCloud(
                company,
                new AwsCloud.Settings(
                        autoApprove,
                        options.tokenLifetime(),
                        options.signInLifetime(),
                        options.roleSessionLifetime(),
                        options.deviceCodeLifetime(),
                        options.pollInterval(),
                        options.otherClusters()),
                clock);
        teardown.add(cloud::close);
        Database database = options.database()
                ? ClusterDatabase.start(directory, options.postgres(), company, cloud.tokenCheck(), journal, teardown)
                : new NoDatabase();
        Faults faults = new Faults(new Switchboard(cloud, clock, database));
        cloud.start(faults, journal, database::view, database::master);
        List<Environment> environment = new ArrayList<>();
        LoopbackServer admin = LoopbackServer.start(
                "admin", new AdminService(faults, journal, environment::getFirst), options.clock());
        teardown.add(admin::close);
        environment.add(new SandboxFiles(directory).write(cloud, database, admin.uri()));
        try {
            options.faults().forEach(faults::add);
        } catch (IllegalArgumentException e) {
            throw new SandboxException(String.valueOf(e.getMessage()), e);
        }
        writeState(directory, admin.uri());
        return new Sandbox(directory.path(), journal, faults, database, environment.getFirst(), admin.uri(), teardown);
    }

    private static Company company(SandboxOptions options) throws SandboxException {
        try {
            return new Company(options.users().stream().map(Person::dba).toList());
        } catch (IllegalArgumentException e) {
            throw new SandboxException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable Person autoApprove(SandboxOptions options, Company company) throws SandboxException {
        String name = options.autoApprove();
        if (name == null) {
            return null;
        }
        return company.person(name).orElseThrow(() -> new SandboxException("there is no user \"" + name + "\""));
    }

    /** Written last: whoever finds the file finds everything running. */
    private static void writeState(SandboxDirectory directory, URI admin) throws IOException {
        JsonObject state = new JsonObject();
        state.addProperty("url", admin.toString());
        state.addProperty("pid", ProcessHandle.current().pid());
        directory.write(STATE_FILE, state + "\n");
    }

    /** The variables to set; {@link #unset()} are to be removed. */
    public Map<String, String> environment() {
        return environment.set();
    }

    /** Variables that would lead programs elsewhere. */
    public List<String> unset() {
        return environment.unset();
    }

    /**
     * By what libpq logs in as the cluster's master user, as nobody in the company does: by the password. The port is that of
     * now; empty without a database.
     */
    public Optional<String> masterUri() {
        return database.master()
                .map(user -> "postgresql://" + user.name() + ":" + user.password() + "@" + Cluster.WRITER + ":"
                        + database.view().port() + "/" + Cluster.DATABASE + "?sslmode=verify-full&sslrootcert="
                        + URLEncoder.encode(String.valueOf(database.caFile()), StandardCharsets.UTF_8));
    }

    /** Where its files are. */
    public Path directory() {
        return directory;
    }

    /** What its parts saw. */
    public JournalLog journal() {
        return journal;
    }

    /** The faults that stand, to add to and to clear. */
    public Faults faults() {
        return faults;
    }

    /** Where {@code /_sandbox/} is. */
    public URI uri() {
        return uri;
    }

    /** Stops everything, the part that was started last first, and removes the directory. */
    @Override
    public void close() throws IOException {
        teardown.close();
    }

    /** Which part a fault changes. */
    private record Switchboard(AwsCloud cloud, CompanyClock clock, Database database) implements FaultTarget {
        @Override
        public void expire(Expiry what) {
            cloud.expire(what);
        }

        @Override
        public void skew(Duration ahead) {
            clock.setAhead(ahead);
        }

        @Override
        public boolean cluster(String kind, @Nullable String value) {
            return database.fault(kind, value);
        }

        @Override
        public void clearCluster() {
            database.clearFaults();
        }
    }
}

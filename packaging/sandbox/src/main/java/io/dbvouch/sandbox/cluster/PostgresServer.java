package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.pki.CertificateAuthority;
import io.dbvouch.sandbox.pki.KeyedCertificate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL process behind the endpoint.
 *
 * <p>It listens on loopback, takes TLS connections alone, and of those only the ones that show the gate's client
 * certificate. The source address then says what the gate has found out about the user, and {@code pg_hba.conf} repeats
 * the question of {@code rds_iam} for each: a membership that changes during a login cannot let anybody in without a
 * token or a password.
 */
final class PostgresServer {
    /** The superuser, called as on RDS; nobody but the sandbox itself logs in with it. */
    static final String SUPERUSER = "rdsadmin";

    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int STATUS_LINE = 8;
    private static final String HBA = """
        # TYPE   DATABASE  USER      ADDRESS       METHOD
        hostssl  all       rdsadmin  127.0.0.4/32  trust  clientcert=verify-ca
        hostssl  all       rdsadmin  all           reject
        hostssl  all       +rds_iam  127.0.0.3/32  trust  clientcert=verify-ca
        hostssl  all       all       127.0.0.3/32  reject
        hostssl  all       +rds_iam  all           reject
        hostssl  all       all       127.0.0.1/32  scram-sha-256  clientcert=verify-ca
        """;
    private static final String CONFIGURATION = """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 200
        shared_buffers = '32MB'
        ssl = on
        ssl_min_protocol_version = 'TLSv1.3'
        ssl_cert_file = 'server.crt'
        ssl_key_file = 'server.key'
        ssl_ca_file = 'gate.crt'
        password_encryption = 'scram-sha-256'
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_disconnections = on
        # As on RDS; the session id comes on top.
        log_line_prefix = '%t:%r:%u@%d:[%p]:%c:'
        # The data live as long as the process.
        fsync = off
        full_page_writes = off
        synchronous_commit = off
        """;

    private final Programs programs;
    private final PostgresVersion version;
    private final Path data;
    private volatile int port;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Process postmaster;
    private boolean over;

    private PostgresServer(Path home, Programs programs) throws IOException {
        this.programs = programs;
        this.version = programs.version();
        this.data = home.resolve("data");
    }

    /**
     * Installs, configures and starts a server.
     *
     * @param home an empty directory for everything that belongs to it
     * @param installed a PostgreSQL of this machine; null: the one that comes along, which is unpacked
     * @param shown the certificate that it shows to the gate
     * @param gateAuthority whose client certificates it takes
     */
    static PostgresServer start(
            Path home,
            @Nullable Path installed,
            KeyedCertificate shown,
            CertificateAuthority gateAuthority,
            Teardown teardown)
            throws IOException {
        Path installation = installed;
        if (installation == null) {
            installation = home.resolve("postgresql");
            PostgresBinaries.unpack(installation);
        }
        PostgresServer server = new PostgresServer(home, Programs.of(installation, home));
        teardown.add(server::end);
        server.initialize();
        gateAuthority.writeRoot(server.data.resolve("gate.crt"));
        server.install(shown);
        server.startOnFreePort();
        return server;
    }

    private void initialize() throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--pgdata=" + data, "--username=" + SUPERUSER, "--auth=reject", "--no-sync", "--encoding=UTF8"));
        options.addAll(version.locale());
        programs.run("initdb", options.toArray(String[]::new));
        Files.writeString(data.resolve("pg_hba.conf"), HBA);
        Files.writeString(
                data.resolve("postgresql.conf"),
                CONFIGURATION + "log_connections = '" + version.logConnections() + "'\n",
                StandardOpenOption.APPEND);
    }

    /** The version that runs. */
    PostgresVersion version() {
        return version;
    }

    /** Where it listens, on 127.0.0.1. */
    int port() {
        return port;
    }

    /** The server's own log. */
    Path log() {
        return programs.log("postgres");
    }

    /** Puts another certificate in place; the server takes it up when it reloads its configuration. */
    void install(KeyedCertificate certificate) throws IOException {
        replace(data.resolve("server.key"), certificate.keyPem());
        replace(data.resolve("server.crt"), certificate.chainPem());
    }

    private static void replace(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startOnFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (ServerSocket free = new ServerSocket(0, 1, Loopback.MAIN)) {
                port = free.getLocalPort();
            }
            try {
                start();
                return;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void start() throws IOException {
        Process process = launch();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!ready(process)) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    stop();
                    throw programs.failed("postgres");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while PostgreSQL started").initCause(e);
        }
    }

    private Process launch() throws IOException {
        starting.lock();
        try {
            if (over) {
                throw new IOException("PostgreSQL is not started again: its cluster is closed");
            }
            Process process = programs.start("postgres", "-D", data.toString(), "-p", Integer.toString(port));
            postmaster = process;
            return process;
        } finally {
            starting.unlock();
        }
    }

    /** What {@code pg_ctl start} waits for: the eighth line of the pid file (PostgreSQL's {@code utils/pidfile.h}). */
    private boolean ready(Process process) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() >= STATUS_LINE
                && lines.getFirst().equals(Long.toString(process.pid()))
                && lines.get(STATUS_LINE - 1).strip().equals("ready");
    }

    /** Stops the server as a maintenance does, and starts it again on the same port. */
    void restart() throws IOException {
        stop();
        start();
    }

    /** Stops the server for good: a restart that is under way in another thread does not bring it back. */
    private void end() throws IOException {
        starting.lock();
        try {
            over = true;
        } finally {
            starting.unlock();
        }
        stop();
    }

    /** Ends every process of the server: as {@code pg_ctl stop --mode=fast} does, or else by force. */
    private void stop() throws IOException {
        Process process = postmaster;
        if (process == null || !process.isAlive()) {
            return;
        }
        signal(process, "INT");
        if (!Programs.ends(process)) {
            signal(process, "QUIT");
            process.destroyForcibly();
            throw new IOException("PostgreSQL, process " + process.pid() + ", had to be killed");
        }
    }

    private void signal(Process process, String name) throws IOException {
        try {
            programs.run("pg_ctl", "kill", name, Long.toString(process.pid()));
        } catch (InterruptedIOException sent) {
            // The thread stays interrupted, and the process has to end all the same.
            return;
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }
}

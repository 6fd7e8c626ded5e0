package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dbvouch.sandbox.pki.CertificateAuthority;
import io.dbvouch.sandbox.pki.KeyedCertificate;
import java.io.File;
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
    private static final Duration EXIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final String WAIT_SECONDS = "60";
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
        log_connections = 'all'
        log_disconnections = on
        # As on RDS; the session id comes on top.
        log_line_prefix = '%t:%r:%u@%d:[%p]:%c:'
        # The data live as long as the process.
        fsync = off
        full_page_writes = off
        synchronous_commit = off
        """;

    private final Path binaries;
    private final Path data;
    private final Path log;
    private volatile int port;

    private PostgresServer(Path home) {
        this.binaries = home.resolve("postgresql");
        this.data = home.resolve("data");
        this.log = home.resolve("postgresql.log");
    }

    /**
     * Installs, configures and starts a server.
     *
     * @param home an empty directory for everything that belongs to it
     * @param shown the certificate that it shows to the gate
     * @param gateAuthority whose client certificates it takes
     */
    static PostgresServer start(
            Path home, KeyedCertificate shown, CertificateAuthority gateAuthority, Teardown teardown)
            throws IOException {
        PostgresServer server = new PostgresServer(home);
        teardown.add(server::stop);
        PostgresBinaries.unpack(server.binaries);
        server.run(
                "initdb",
                "--pgdata=" + server.data,
                "--username=" + SUPERUSER,
                "--auth=reject",
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.writeString(server.data.resolve("pg_hba.conf"), HBA);
        Files.writeString(server.data.resolve("postgresql.conf"), CONFIGURATION, StandardOpenOption.APPEND);
        gateAuthority.writeRoot(server.data.resolve("gate.crt"));
        server.install(shown);
        server.startOnFreePort();
        return server;
    }

    /** Where it listens, on 127.0.0.1. */
    int port() {
        return port;
    }

    /** The server's own log. */
    Path log() {
        return log;
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
        run(
                "pg_ctl",
                "start",
                "--pgdata=" + data,
                "--log=" + log,
                "--wait",
                "--timeout=" + WAIT_SECONDS,
                "--options=-p " + port);
    }

    /** Stops the server as a maintenance does, and starts it again on the same port. */
    void restart() throws IOException {
        stop("fast");
        start();
    }

    private void stop(String mode) throws IOException {
        run("pg_ctl", "stop", "--pgdata=" + data, "--mode=" + mode, "--wait", "--timeout=" + WAIT_SECONDS);
    }

    /** Ends every process of the server, whatever state it is in. */
    void stop() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        try {
            stop("fast");
        } catch (IOException e) {
            stop("immediate");
        }
        awaitEnd(pid);
    }

    /** The pid file goes a moment before the process does; {@link ProcessHandle#onExit()} takes seconds to notice. */
    private static void awaitEnd(long pid) throws IOException {
        long deadline = System.nanoTime() + EXIT.toNanos();
        try {
            while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("PostgreSQL, process " + pid + ", does not end");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while PostgreSQL ended").initCause(e);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root: in a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = log.resolveSibling(program + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        if (waitFor(builder.start()) != 0) {
            throw new IOException(program + " failed: " + lastLines(output) + lastLines(log));
        }
    }

    /** All these programs are done in a moment; half done, they would leave processes behind. */
    private static int waitFor(Process process) throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                int exitCode = process.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while PostgreSQL was at work");
                }
                return exitCode;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static String lastLines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}

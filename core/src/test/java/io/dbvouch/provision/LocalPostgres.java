package io.dbvouch.provision;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of its own on loopback, without TLS, that lets everybody in as whoever they say they are. */
final class LocalPostgres implements AutoCloseable {
    static final String SUPERUSER = "rdsadmin";

    private static final Path DEBIAN_15 = Path.of("/usr/lib/postgresql/15/bin");

    private final Path bin;
    private final Path data;
    private final Process postgres;
    private final int port;

    private LocalPostgres(Path bin, Path data, Process postgres, int port) {
        this.bin = bin;
        this.data = data;
        this.postgres = postgres;
        this.port = port;
    }

    /** Whether Debian's PostgreSQL 15 is installed. */
    static boolean has15() {
        return Files.isExecutable(DEBIAN_15.resolve("initdb"));
    }

    static LocalPostgres start15(Path home) throws IOException, InterruptedException {
        return start(DEBIAN_15, home);
    }

    /** The one that the sandbox brings along. */
    static LocalPostgres start18(Path home) throws IOException, InterruptedException {
        Path archive = home.resolve("postgres.txz");
        try (InputStream in = LocalPostgres.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            Files.copy(new BufferedInputStream(Objects.requireNonNull(in)), archive);
        }
        Path installation = Files.createDirectory(home.resolve("postgresql"));
        run(home, "tar", "-xJf", archive.toString(), "-C", installation.toString());
        return start(installation.resolve("bin"), home);
    }

    private static LocalPostgres start(Path bin, Path home) throws IOException, InterruptedException {
        Path data = home.resolve("data");
        run(
                home,
                asNobody(
                        bin.resolve("initdb"),
                        "-D",
                        data.toString(),
                        "-U",
                        SUPERUSER,
                        "-A",
                        "trust",
                        "--no-sync",
                        "-E",
                        "UTF8",
                        "--locale=C"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(data.resolve("postgresql.conf"), """
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            shared_buffers = '16MB'
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            """.formatted(port), StandardOpenOption.APPEND);
        Process postgres = new ProcessBuilder(asNobody(bin.resolve("postgres"), "-D", data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("postgres.log").toFile())
                .start();
        LocalPostgres server = new LocalPostgres(bin, data, postgres, port);
        server.awaitReady();
        return server;
    }

    /** PostgreSQL does not run as root: in a user namespace of its own it is nobody. */
    private static String[] asNobody(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static void run(Path home, String... command) throws IOException, InterruptedException {
        File log = home.resolve("log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(log.toPath()));
        }
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                connect(SUPERUSER, "postgres").close();
                return;
            } catch (SQLException e) {
                if (!postgres.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL in " + data + " does not start", e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    Connection connect(String user, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("PGDBNAME", database);
        properties.setProperty("PGHOST", "127.0.0.1");
        properties.setProperty("PGPORT", Integer.toString(port));
        return DriverManager.getConnection("jdbc:postgresql:///", properties);
    }

    /** A session as {@code user}, with a token. */
    TestSession session(String user, String database) throws SQLException {
        return new TestSession(connect(user, database), false);
    }

    /** Runs statements as superuser. */
    void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(SUPERUSER, database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run(
                    data.resolveSibling(""),
                    asNobody(bin.resolve("pg_ctl"), "stop", "-D", data.toString(), "-m", "immediate"));
            postgres.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while PostgreSQL stopped").initCause(e);
        }
    }
}

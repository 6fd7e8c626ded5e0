package io.dbvouch.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One PostgreSQL of each version for all tests that want it, with RDS's roles, a helpdesk, and three databases in which
 * {@code postgres}, the master user, owns a table.
 */
final class SharedPostgres implements ParameterResolver {
    static final String[] DATABASES = {"alpha", "beta", "Gamma; \"3\""};

    private record Running(LocalPostgres server, Path home) implements AutoCloseable {
        static Running start(boolean on15) {
            try {
                Path home = Files.createTempDirectory("dbvouch-postgres");
                LocalPostgres server = on15 ? LocalPostgres.start15(home) : LocalPostgres.start18(home);
                fill(server);
                return new Running(server, home);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static void fill(LocalPostgres server) throws SQLException {
            server.execute(
                    "postgres",
                    "create role rds_iam nologin",
                    "create role rds_password nologin",
                    "create role rds_superuser nologin",
                    "grant pg_monitor, pg_signal_backend to rds_superuser with admin option",
                    "create role postgres login createdb createrole in role rds_superuser",
                    "create role helpdesk login createrole",
                    "grant rds_iam to helpdesk with admin option",
                    "grant postgres to helpdesk",
                    "create role reporting nologin",
                    "grant reporting to helpdesk with admin option");
            for (String database : DATABASES) {
                server.execute("postgres", "create database " + Sql.identifier(database) + " owner postgres");
                server.execute(
                        database,
                        "set role postgres",
                        "create table customers (id integer primary key, name text)",
                        "insert into customers values (1, 'Alder')",
                        "create sequence numbers",
                        "create schema \"Odd \"\"schema\"\"\"",
                        "create table \"Odd \"\"schema\"\"\".\"Ta'ble\" (id integer)");
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).forEach(Running::delete);
            }
        }

        private static void delete(Path file) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalPostgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean on15 = context.getRequiredTestClass().isAnnotationPresent(OnPostgres15.class);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPostgres.class))
                .computeIfAbsent(on15, Running::start, Running.class)
                .server();
    }
}

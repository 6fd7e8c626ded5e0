package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fills a new PostgreSQL: roles as RDS has them, the company's database, and a user for everybody. */
final class Bootstrap {
    private static final int PASSWORD_BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    private Bootstrap() {}

    /** The users with a password. */
    record Users(PasswordUser master, PasswordUser application) {}

    /**
     * Creates everything.
     *
     * @param company a console on the database that this creates
     * @param people who gets a user that logs in with a token
     */
    static Users run(Backend backend, SqlConsole company, List<String> people) throws IOException {
        Bootstrap bootstrap = new Bootstrap();
        PasswordUser master = bootstrap.createDatabase(backend);
        return new Users(master, bootstrap.fill(company, people));
    }

    private PasswordUser createDatabase(Backend backend) throws IOException {
        try (SqlConsole console = new SqlConsole(backend, "postgres")) {
            PasswordUser master = new PasswordUser(Cluster.MASTER, newPassword());
            String name = Sql.identifier(master.name());
            console.run(resource("roles.sql"));
            console.run("ALTER ROLE " + name + " PASSWORD " + Sql.literal(master.password()));
            console.run("CREATE DATABASE " + Sql.identifier(Cluster.DATABASE) + " OWNER " + name);
            return master;
        }
    }

    private PasswordUser fill(SqlConsole console, List<String> people) throws IOException {
        PasswordUser application = new PasswordUser(Cluster.APPLICATION, newPassword());
        console.run(resource("company.sql"));
        console.run("CREATE ROLE " + Sql.identifier(application.name()) + " LOGIN PASSWORD "
                + Sql.literal(application.password()) + " IN ROLE company_write");
        Set<String> persons = new LinkedHashSet<>(people);
        persons.removeAll(List.of(Cluster.HELPDESK, Cluster.APPLICATION, Cluster.MASTER));
        for (String person : persons) {
            String name = Sql.identifier(person);
            // From PostgreSQL 16 on, a user is administered by whoever made it.
            console.run("SET ROLE " + Cluster.HELPDESK + "; CREATE ROLE " + name
                    + " LOGIN; GRANT rds_iam, company_write TO " + name + "; RESET ROLE");
        }
        return application;
    }

    private String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Bootstrap.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}

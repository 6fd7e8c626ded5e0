package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Names work to the letter, or are refused before anything is sent: 10,000 of each kind that PostgreSQL makes cheaply. */
@OnPostgres
abstract class HostileNamesCases {
    private static final int NAMES = 10_000;
    private static final int BATCH = 500;

    private interface Check {
        void accept(String name);
    }

    /** The names that are taken, each once. */
    private static List<String> taken(Check check) {
        HostileNames names = new HostileNames();
        Set<String> taken = new LinkedHashSet<>();
        int refused = 0;
        for (int i = 0; i < NAMES; i++) {
            String name = names.next();
            try {
                check.accept(name);
                taken.add(name);
            } catch (AccessException.BadConfiguration e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, NAMES - 2000);
        assertThat(taken).hasSizeGreaterThan(2000);
        return List.copyOf(taken);
    }

    private static Set<String> column(TestSession session, String sql) throws SqlRefused {
        Set<String> values = new TreeSet<>();
        session.run(sql).forEach(row -> values.add(Objects.requireNonNull(row[0])));
        return values;
    }

    @Test
    void users_workToTheLetterOrAreRefused(LocalPostgres server) throws Exception {
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Catalogue catalogue = new CatalogueReader(session).read(List.of());
            List<String> names = new ArrayList<>(
                    taken(name -> assertThat(new UserName(name).value()).isEqualTo(name)));
            // The server is other tests', too: what they left there is not to be made.
            names.removeAll(catalogue.roles().keySet());
            UserPlanner planner = new UserPlanner(catalogue, new Administrator(catalogue, false), UserAddCases.STAMP);
            for (int from = 0; from < names.size(); from += BATCH) {
                List<String> batch = names.subList(from, Math.min(names.size(), from + BATCH));
                StringBuilder sql = new StringBuilder();
                for (String name : batch) {
                    UserSpec spec =
                            new UserSpec(new UserName(name), List.of("reporting"), List.of(), List.of(), null, null);
                    sql.append(planner.plan(spec, List.of()).sql());
                }
                session.run("begin");
                session.run(sql.toString());
                Set<String> made = column(session, "select rolname from pg_roles");
                made.removeAll(catalogue.roles().keySet());
                assertThat(made).isEqualTo(new TreeSet<>(batch));
                assertThat(column(
                                session,
                                "select member::regrole::oid::text from pg_auth_members where roleid ="
                                        + " 'reporting'::regrole and not admin_option"))
                        .hasSizeGreaterThanOrEqualTo(batch.size());
                session.run("rollback");
            }
        }
    }

    @Test
    void schemas_workToTheLetterOrAreRefused(LocalPostgres server) throws Exception {
        List<String> names =
                taken(name -> assertThat(GroupRole.checkSchema(name)).isEqualTo(name));
        try (TestSession session = server.session("postgres", "alpha")) {
            for (int from = 0; from < names.size(); from += BATCH) {
                List<String> batch = new ArrayList<>(names.subList(from, Math.min(names.size(), from + BATCH)));
                batch.remove("public");
                session.run("begin");
                StringBuilder sql = new StringBuilder();
                for (String name : batch) {
                    String schema = Sql.identifier(name);
                    sql.append("create schema ")
                            .append(schema)
                            .append("; create table ")
                            .append(schema)
                            .append(".t (id int);");
                }
                session.run(sql.toString());
                Catalogue catalogue = new CatalogueReader(session).read(batch);
                List<GroupRole> groups = batch.stream()
                        .map(name -> new GroupRole(Reach.READ_ONLY, "alpha", name))
                        .toList();
                GroupPlanner planner = new GroupPlanner(catalogue, new Administrator(catalogue, false));
                planner.plan(groups);
                StringBuilder plan = new StringBuilder();
                planner.steps().forEach(step -> plan.append(step.sql()).append(";\n"));
                session.run(plan.toString());
                GroupPlanner again =
                        new GroupPlanner(new CatalogueReader(session).read(batch), new Administrator(catalogue, false));
                again.plan(groups);
                assertThat(again.steps()).as("each has what it should").isEmpty();
                session.run("rollback");
            }
        }
    }

    @Test
    void groupsOfAnyDatabaseAndSchema_haveNamesThatFitAndNeverMeet() {
        HostileNames names = new HostileNames();
        Set<String> pairs = new LinkedHashSet<>();
        Set<String> made = new LinkedHashSet<>();
        for (int i = 0; i < NAMES; i++) {
            String database = names.next().replace('\0', '0');
            String schema = names.next();
            try {
                String name = new GroupRole(Reach.READ_WRITE, database, schema).name();
                assertThat(Sql.name("role", name)).isEqualTo(name);
                pairs.add(database + '\0' + schema);
                made.add(name);
            } catch (AccessException.BadConfiguration e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertThat(made).hasSameSizeAs(pairs);
    }

    @Test
    void databases_workToTheLetter(LocalPostgres server) throws Exception {
        for (String name : List.of("\"; drop role x; --", "It's\\ a $$ Database", "é".repeat(31), "select")) {
            String database = Sql.identifier(name);
            server.execute("postgres", "create database " + database + " owner postgres");
            try {
                server.execute("postgres", "revoke connect on database " + database + " from public");
                UserSpec spec = new UserSpec(
                        new UserName("visitor of " + name.substring(0, 5)),
                        List.of(),
                        List.of("public"),
                        List.of(),
                        null,
                        null);
                try (TestSession session = server.session("helpdesk", name)) {
                    Provisioner provisioner = new Provisioner(session, new RecordedChanges());
                    provisioner.apply(spec, provisioner.plan(spec, UserAddCases.STAMP), UserAddCases.STAMP);
                }
                server.connect(spec.name().value(), name).close();
            } finally {
                // The server may not have ended the visitor's session yet.
                server.execute("postgres", "drop database " + database + " with (force)");
            }
        }
    }
}

package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Taking users away from a real server. */
@OnPostgres
abstract class UserRemoveCases {
    private static final Stamp STAMP =
            new Stamp("01K00000000000000000000001", "helpdesk", Instant.parse("2026-11-22T10:15:30Z"), null);
    private static final String GONE = "{roles=0, sessions=0, memberships=0, privileges_and_things=0}";

    private LocalPostgres server;
    private RecordedChanges log;
    private UserName user;

    @BeforeEach
    void setUp(LocalPostgres running, TestInfo test) throws SQLException {
        server = running;
        log = new RecordedChanges();
        String name = "O'" + test.getTestMethod().orElseThrow().getName();
        user = new UserName(name.substring(0, Math.min(60, name.length())));
        for (String database : SharedPostgres.DATABASES) {
            add(user, database);
        }
        log.entries().clear();
    }

    private void add(UserName name, String database) throws SQLException {
        try (TestSession session = server.session("helpdesk", database)) {
            Provisioner provisioner = new Provisioner(session, log);
            UserSpec spec = new UserSpec(name, List.of("reporting"), List.of(), List.of("public"), null, null);
            Plan plan = provisioner.plan(spec, STAMP);
            if (!plan.isEmpty()) {
                provisioner.apply(spec, plan, STAMP);
            }
        }
    }

    private ClusterSessions cluster(String admin) {
        return database -> {
            try {
                return server.session(admin, database);
            } catch (SQLException e) {
                throw new AccessException.Unreachable("cannot reach " + database, e);
            }
        };
    }

    private Removal remove(@Nullable String reassignTo) throws SQLException {
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            return remover.apply(remover.plan(user, reassignTo, STAMP), reassignTo, STAMP);
        }
    }

    private void everywhere(String... statements) throws SQLException {
        for (String database : SharedPostgres.DATABASES) {
            server.execute(database, statements);
        }
    }

    private String value(String sql) throws Exception {
        try (TestSession session = server.session(LocalPostgres.SUPERUSER, "alpha")) {
            return String.valueOf(session.run(sql).getFirst()[0]);
        }
    }

    @Test
    void inATransaction_inThreeDatabases_isGoneFromAllOfThem() throws Exception {
        everywhere(
                "grant select on customers to " + user.sql(),
                "alter default privileges for role postgres grant select on tables to " + user.sql(),
                "create policy p on customers to " + user.sql());
        server.execute("alpha", "grant connect on database alpha to " + user.sql());
        try (TestSession theirs = server.session(user.value(), SharedPostgres.DATABASES[2])) {
            theirs.run("begin");
            theirs.run("update customers set name = 'hers'");

            Removal removal = remove(null);

            assertThat(removal.remaining()).isEmpty();
            assertThat(removal.removed()).isTrue();
            assertThat(removal.proof()).hasToString(GONE);
            assertThatThrownBy(() -> theirs.run("commit")).isInstanceOf(AccessException.Unreachable.class);
        } finally {
            everywhere("drop policy if exists p on customers");
        }
        assertThatThrownBy(() -> server.connect(user.value(), "alpha")).isInstanceOf(SQLException.class);
        assertThat(log.entries()).containsExactly("intent REMOVE " + user, "APPLIED REMOVE " + user + " " + GONE);
        try (TestSession session = server.session("helpdesk", "beta")) {
            assertThat(new Remover(session, cluster("helpdesk"), log)
                            .plan(user, null, STAMP)
                            .steps())
                    .as("again: nothing to do")
                    .isEmpty();
        }
    }

    @Test
    void whatTheyOwn_staysAndIsListed_andTheyAreLockedOutAllTheSame() throws Exception {
        everywhere("create table theirs (id integer)", "alter table theirs owner to " + user.sql());
        try {
            Removal removal = remove(null);

            assertThat(removal.removed()).isFalse();
            assertThat(removal.remaining())
                    .contains("in database alpha: they own table public.theirs")
                    .hasSize(3);
            assertThat(removal.proof()).containsEntry("sessions", "0").containsEntry("memberships", "0");
            assertThatThrownBy(() -> server.connect(user.value(), "alpha"))
                    .hasMessageContaining("is not permitted to log in");
            assertThat(log.entries().getLast()).startsWith("PARTLY REMOVE");

            assertThat(remove("postgres").proof()).hasToString(GONE);
            assertThat(value("select tableowner from pg_tables where tablename = 'theirs'"))
                    .isEqualTo("postgres");
        } finally {
            everywhere("drop table theirs");
        }
    }

    @Test
    void databaseOfTheirOwn_isReassigned() throws Exception {
        server.execute("postgres", "create database theirs", "alter database theirs owner to " + user.sql());
        try {
            assertThat(remove(null).remaining()).anyMatch(each -> each.endsWith("they own database theirs"));

            assertThat(remove("postgres").proof()).hasToString(GONE);
        } finally {
            server.execute("postgres", "drop database theirs");
        }
    }

    @Test
    void databaseThatLetsNobodyIn_isListed_andTheRestIsDone() throws Exception {
        server.execute("Gamma; \"3\"", "grant select on customers to " + user.sql());
        server.execute("alpha", "grant select on customers to " + user.sql());
        server.execute("postgres", "alter database \"Gamma; \"\"3\"\"\" allow_connections false");
        try {
            Removal removal = remove(null);

            assertThat(removal.remaining())
                    .containsExactly("what is theirs in database Gamma; \"3\", which lets nobody in");
            assertThat(removal.proof()).containsEntry("privileges_and_things", "1");
        } finally {
            server.execute("postgres", "alter database \"Gamma; \"\"3\"\"\" allow_connections true");
        }
        assertThat(remove(null).proof()).hasToString(GONE);
    }

    @Test
    void lostConnection_atAnyStatement_neverLeavesThemIn_andTheNextRunFinishes() throws Exception {
        int statements;
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            Plan plan = remover.plan(user, null, STAMP);
            int planned = session.ran().size();
            remover.apply(plan, null, STAMP);
            statements = session.ran().size() - planned;
        }
        assertThat(statements).isGreaterThan(20);
        String name = user.value();
        for (int at = 0; at < statements; at++) {
            user = new UserName(name.substring(0, 20) + at);
            add(user, "alpha");
            add(user, "beta");
            server.execute("alpha", "grant select on customers to " + user.sql());
            boolean began;
            try (TestSession session = server.session("helpdesk", "beta")) {
                Remover remover = new Remover(session, cluster("helpdesk"), log);
                Plan plan = remover.plan(user, null, STAMP);
                session.breakAt(at, at % 2 == 0);
                assertThatExceptionOfType(AccessException.class)
                        .as("at " + at)
                        .isThrownBy(() -> remover.apply(plan, null, STAMP));
                began = session.ran().stream().filter("commit"::equals).count() > 1
                        || session.ran().stream().anyMatch(sql -> sql.contains("pg_terminate_backend"));
            }
            if (began) {
                assertThat(value("select count(*) from pg_roles where rolcanlogin and rolname = "
                                + Sql.literal(user.value())))
                        .as("at " + at)
                        .isEqualTo("0");
            }
            try (TestSession session = server.session("helpdesk", "beta")) {
                Remover remover = new Remover(session, cluster("helpdesk"), log);
                Plan plan = remover.plan(user, null, STAMP);
                if (!plan.isEmpty()) {
                    assertThat(remover.apply(plan, null, STAMP).proof())
                            .as("after a loss at " + at)
                            .hasToString(GONE);
                }
            }
        }
    }

    @Test
    void administratorAndSuperuserAndGroup_areNotRemoved() throws Exception {
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            for (String name : List.of("helpdesk", "reporting")) {
                assertThatExceptionOfType(AccessException.Denied.class)
                        .isThrownBy(() -> remover.plan(new UserName(name), null, STAMP))
                        .withMessageContaining("is not to be removed here");
            }
        }
    }

    @Test
    void administratorWhoMayNotEndSessions_takesTheRightToFirst() throws Exception {
        server.execute(
                "postgres",
                "create role plain login createrole",
                "grant rds_iam to plain with admin option",
                "grant reporting to plain with admin option");
        UserName hers = new UserName("of plain's");
        try (TestSession session = server.session("plain", "alpha")) {
            Provisioner provisioner = new Provisioner(session, log);
            UserSpec spec = new UserSpec(hers, List.of("reporting"), List.of(), List.of(), null, null);
            provisioner.apply(spec, provisioner.plan(spec, STAMP), STAMP);
            try (TestSession theirs = server.session(hers.value(), "beta")) {
                theirs.run("begin");
                Remover remover = new Remover(session, cluster("plain"), log);

                Removal removal = remover.apply(remover.plan(hers, null, STAMP), null, STAMP);

                assertThat(removal.remaining()).isEmpty();
                assertThat(removal.proof()).hasToString(GONE);
                assertThat(removal.done())
                        .extracting(Step::sql)
                        .startsWith("alter role \"of plain's\" nologin")
                        .endsWith("drop role \"of plain's\"");
                assertThatThrownBy(() -> theirs.run("commit")).isInstanceOf(AccessException.Unreachable.class);
            }
        } finally {
            server.execute("postgres", "drop owned by plain", "drop role plain");
        }
    }

    @Test
    void privilegeThatSomebodyElseGranted_isListedByName() throws Exception {
        server.execute("beta", "create table not_ours (id integer)", "grant select on not_ours to " + user.sql());
        try {
            Removal removal = remove(null);

            assertThat(removal.removed()).isFalse();
            assertThat(removal.remaining())
                    .contains("in database beta: what somebody else let them do with table public.not_ours");
        } finally {
            server.execute("beta", "drop table not_ours");
        }
        assertThat(remove(null).proof()).hasToString(GONE);
    }

    @Test
    void plan_ofOneWhoOwnsThings_saysSo_andIsSafeAsSql() throws Exception {
        everywhere("create table theirs (id integer)", "alter table theirs owner to " + user.sql());
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);

            Plan plan = remover.plan(user, null, STAMP);
            assertThat(plan.sql()).doesNotContain("drop owned").doesNotContain("drop role");
            assertThat(plan.notes()).hasSize(3).allMatch(note -> note.contains("they own things (1)"));

            assertThat(remover.plan(user, "postgres", STAMP).steps())
                    .filteredOn(step -> step.sql().startsWith("drop owned"))
                    .extracting(Step::database)
                    .containsExactlyInAnyOrder(SharedPostgres.DATABASES);

            Removal removal = remover.apply(plan, null, STAMP);
            assertThat(removal.done()).isNotEmpty().allMatch(step -> !step.sql().startsWith("drop"));
        } finally {
            everywhere("drop table theirs");
        }
        assertThat(remove(null).proof()).hasToString(GONE);
    }

    @Test
    void removalThatIsRefusedAtFirst_isOnRecordAsNotDone() throws Exception {
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            Plan plan = remover.plan(user, null, STAMP);
            Remover.Attempt attempt = remover.attempt(plan, null, STAMP, _ -> false);

            assertThat(attempt.outcome()).isEqualTo(ChangeLog.Outcome.NOT_APPLIED);
            assertThat(attempt.done()).isEmpty();
        }
        server.connect(user.value(), "beta").close();
    }

    @Test
    void masterUser_isNotRemoved() throws Exception {
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> remover.plan(new UserName("postgres"), null, STAMP))
                    .withMessageContaining("as the cluster's master user does");
        }
    }

    @Test
    void heir_hasToBeOneWhoseThingsTheAdministratorMayGive() throws Exception {
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> remover.plan(user, LocalPostgres.SUPERUSER, STAMP));
            assertThatExceptionOfType(AccessException.BadConfiguration.class)
                    .isThrownBy(() -> remover.plan(user, "nobody", STAMP));
        }
    }

    @Test
    void roleThatMayNotLogIn_andIsNoPersons_isNotRemoved() throws Exception {
        server.execute("postgres", "create role idle nologin", "grant idle to helpdesk with admin option");
        try (TestSession session = server.session("helpdesk", "beta")) {
            Remover remover = new Remover(session, cluster("helpdesk"), log);
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> remover.plan(new UserName("idle"), null, STAMP))
                    .withMessageContaining("it is no person's, but a group or an owner");
        } finally {
            server.execute("postgres", "drop role idle");
        }
    }

    @Test
    void interrupted_atAnyStatement_isOnRecordAsFarAsItCame_andTheNextRunFinishes() throws Exception {
        String name = user.value();
        boolean done = false;
        int partly = 0;
        for (int at = 0; !done; at++) {
            user = new UserName(name.substring(0, 20) + at);
            add(user, "beta");
            log.entries().clear();
            try (TestSession session = server.session("helpdesk", "beta")) {
                Remover remover = new Remover(session, cluster("helpdesk"), log);
                Plan plan = remover.plan(user, null, STAMP);
                session.stopAt(at);
                Remover.Attempt attempt = remover.attempt(plan, null, STAMP, _ -> true);
                String login = value(
                        "select count(*) from pg_roles where rolcanlogin and rolname = " + Sql.literal(user.value()));
                switch (attempt.outcome()) {
                    case NOT_APPLIED -> {
                        assertThat(login).isEqualTo("1");
                        assertThat(attempt.done()).isEmpty();
                        assertThat(notes(attempt)).containsExactly("nothing was changed");
                    }
                    case PARTLY -> {
                        partly++;
                        assertThat(login).isEqualTo("0");
                        assertThat(attempt.done())
                                .extracting(Step::sql)
                                .contains("alter role " + user.sql() + " nologin");
                        assertThat(notes(attempt)).containsExactly("\"" + user + "\" is locked out already");
                    }
                    case APPLIED -> done = true;
                    case UNKNOWN -> throw new AssertionError("it is known how far it came: " + at);
                }
                assertThat(log.entries().getLast()).startsWith(attempt.outcome() + " REMOVE " + user);
            }
            assertThat(done ? GONE : remove(null).proof().toString())
                    .as("at " + at)
                    .startsWith("{roles=0");
        }
        assertThat(partly).isGreaterThan(5);
    }

    private static List<String> notes(Remover.Attempt attempt) {
        AccessException failure = attempt.failure();
        return failure == null ? List.of() : failure.notes();
    }
}

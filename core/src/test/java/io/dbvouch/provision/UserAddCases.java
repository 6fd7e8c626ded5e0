package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Adding users to a real server. */
@OnPostgres
abstract class UserAddCases {
    static final Stamp STAMP =
            new Stamp("01K00000000000000000000000", "helpdesk", Instant.parse("2026-11-22T10:15:30.5Z"), "INC-1");

    LocalPostgres server;
    RecordedChanges log;
    String user;

    @BeforeEach
    void setUp(LocalPostgres running, TestInfo test) {
        server = running;
        log = new RecordedChanges();
        user = test.getTestMethod().orElseThrow().getName().replace("_", " ");
        user = user.substring(0, Math.min(60, user.length()));
    }

    UserSpec spec(List<String> roles, List<String> readOnly, List<String> readWrite) {
        return new UserSpec(new UserName(user), roles, readOnly, readWrite, null, null);
    }

    Plan add(UserSpec spec) throws SQLException {
        return add(spec, "helpdesk", "alpha");
    }

    Plan add(UserSpec spec, String admin, String database) throws SQLException {
        try (TestSession session = server.session(admin, database)) {
            Provisioner provisioner = new Provisioner(session, log);
            Plan plan = provisioner.plan(spec, STAMP);
            if (!plan.isEmpty()) {
                provisioner.apply(spec, plan, STAMP);
            }
            return plan;
        }
    }

    @Nullable
    String value(String sql) throws Exception {
        try (TestSession session = server.session(LocalPostgres.SUPERUSER, "alpha")) {
            return session.run(sql).getFirst()[0];
        }
    }

    void sqlAs(String who, String sql) throws Exception {
        try (TestSession session = server.session(who, "alpha")) {
            session.run(sql);
        }
    }

    @Test
    void readOnly_selectsButDoesNotInsert_alsoInATableMadeLater() throws Exception {
        add(spec(List.of(), List.of("public"), List.of()));
        sqlAs("postgres", "create table later_ro (id integer)");
        try (TestSession session = server.session(user, "alpha")) {
            for (String table : List.of("customers", "later_ro")) {
                session.run("select * from " + table);
                assertThatThrownBy(() -> session.run("insert into " + table + " values (9)"))
                        .isInstanceOf(SqlRefused.class)
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> session.run("select nextval('numbers')")).isInstanceOf(SqlRefused.class);
            assertThatThrownBy(() -> session.run("create table mine (id integer)"))
                    .satisfies(e -> assertThat(canCreateInPublic()).isFalse());
        }
        try (TestSession elsewhere = server.session(user, "beta")) {
            assertThatThrownBy(() -> elsewhere.run("select * from customers"))
                    .as("a schema of the same name in another database")
                    .isInstanceOf(SqlRefused.class);
        }
    }

    /** From 15 on, nobody else may. */
    private boolean canCreateInPublic() throws Exception {
        return "t".equals(value("select has_schema_privilege(" + Sql.literal(user) + ", 'public', 'create')"));
    }

    @Test
    void readWrite_changesRows_alsoInATableMadeLater_butNotTables() throws Exception {
        add(spec(List.of(), List.of("public"), List.of("public")));
        sqlAs("postgres", "create table later_rw (id serial primary key)");
        try (TestSession session = server.session(user, "alpha")) {
            session.run("begin");
            session.run("insert into customers values (2, 'Birch')");
            session.run("update customers set name = 'B' where id = 2");
            session.run("delete from customers where id = 2");
            session.run("insert into later_rw default values");
            session.run("select nextval('numbers')");
            session.run("rollback");
            for (String sql :
                    List.of("truncate customers", "drop table customers", "alter table customers add x int")) {
                assertThatThrownBy(() -> session.run(sql)).isInstanceOf(SqlRefused.class);
            }
        }
        assertThat(value("select pg_has_role(" + Sql.literal(user) + ", 'dbvouch_rw_alpha.public', 'member')"))
                .isEqualTo("t");
    }

    @Test
    void role_isMadeAsItShould_andItsCommentTellsWhoWhenAndWhere() throws Exception {
        UserSpec spec = new UserSpec(
                new UserName(user),
                List.of("reporting"),
                List.of(),
                List.of(),
                Instant.parse("2027-01-31T00:00:00Z"),
                3);

        add(spec);

        assertThat(value("select rolcanlogin and not rolsuper and not rolcreaterole and rolpassword is null"
                        + " and rolconnlimit = 3 and rolvaliduntil = '2027-01-31 00:00Z' from pg_authid"
                        + " where rolname = " + Sql.literal(user)))
                .isEqualTo("t");
        assertThat(value("select shobj_description(oid, 'pg_authid') from pg_roles where rolname = "
                        + Sql.literal(user)))
                .isEqualTo("dbvouch: added by helpdesk at 2026-11-22T10:15:30Z, ledger change"
                        + " 01K00000000000000000000000: INC-1");
        assertThat(value("select string_agg(roleid::regrole::text, ' ' order by roleid::regrole::text)"
                        + " from pg_auth_members where member = " + Sql.literal(Sql.identifier(user)) + "::regrole"))
                .isEqualTo("rds_iam reporting");
        assertThat(log.entries()).containsExactly("intent ADD " + user, "APPLIED ADD " + user);
    }

    @Test
    void again_hasNothingToDo() throws Exception {
        UserSpec spec = spec(List.of("reporting"), List.of("public", "Odd \"schema\""), List.of());
        Plan first = add(spec);

        Plan second = add(spec);

        assertThat(first.kind()).isEqualTo(Plan.Kind.ADD);
        assertThat(first.steps()).isNotEmpty();
        assertThat(second.steps()).isEmpty();
    }

    @Test
    void more_isGivenWithoutTakingAnythingAway() throws Exception {
        add(spec(List.of(), List.of("public"), List.of()));

        Plan more = add(spec(List.of(), List.of(), List.of("public")));

        assertThat(more.kind()).isEqualTo(Plan.Kind.CHANGE);
        assertThat(more.sql())
                .contains("grant \"dbvouch_rw_alpha.public\" to ")
                .doesNotContain("create role \"" + user);
        assertThat(value("select count(*) from pg_auth_members where member = " + Sql.literal(Sql.identifier(user))
                        + "::regrole"))
                .isEqualTo("3");
    }

    @Test
    void locked_isLetInAgain() throws Exception {
        add(spec(List.of(), List.of(), List.of()));
        server.execute("postgres", "alter role " + Sql.identifier(user) + " nologin");

        Plan again = add(spec(List.of(), List.of(), List.of()));

        assertThat(again.steps().getFirst().sql()).isEqualTo("alter role " + Sql.identifier(user) + " login");
    }

    @Test
    void timeThatIsOver_hasToBeSaidAnew() throws Exception {
        UserName name = new UserName(user);
        add(new UserSpec(name, List.of(), List.of(), List.of(), Instant.parse("2026-11-01T00:00:00Z"), null));

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(spec(List.of(), List.of(), List.of())))
                .satisfies(e -> assertThat(e.hints()).contains("say when it ends now: --until DATE, or --until never"));
        assertThat(add(new UserSpec(name, List.of(), List.of(), List.of(), UserSpec.NEVER, null))
                        .sql())
                .contains("valid until 'infinity'");
        assertThat(add(spec(List.of(), List.of(), List.of())).steps()).isEmpty();
    }

    @Test
    void whatIsNotThere_isRefusedBeforeAnythingIsDone() {
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> add(spec(List.of(), List.of("nowhere"), List.of())))
                .withMessage("database \"alpha\" has no schema \"nowhere\"");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> add(spec(List.of("nobody"), List.of(), List.of())))
                .withMessage("there is no role \"nobody\"");
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void rolesThatAreNotAHelpdesksToGive_areRefused() throws Exception {
        server.execute(
                "postgres",
                "drop role if exists climber, chief",
                "create role climber nologin in role rds_superuser",
                "create role chief nologin createrole");
        for (String role : List.of("climber", "chief", "postgres")) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> add(spec(List.of(role), List.of(), List.of())))
                    .withMessageContaining("is not a helpdesk's to give");
        }
    }

    @Test
    void administratorWithoutTheOwnersPowers_isToldSoBeforehand() throws Exception {
        server.execute(
                "postgres",
                "drop role if exists powerless",
                "create role powerless login createrole",
                "grant rds_iam to powerless with admin option");

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(spec(List.of(), List.of(), List.of("Odd \"schema\"")), "powerless", "beta"))
                .satisfies(e -> assertThat(e.evidence()).containsEntry("owner", "postgres"));
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void passwordThatWorks_isEndedOnlyWhereItIsSaid() throws Exception {
        server.execute(
                "postgres",
                "create role " + Sql.identifier(user) + " login",
                "grant " + Sql.identifier(user) + " to helpdesk with admin option");
        if ("t".equals(value("select current_setting('server_version_num')::int >= 160000"))) {
            server.execute(
                    "postgres",
                    "grant " + Sql.identifier(user) + " to helpdesk with admin option, inherit false, set false");
        }

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(spec(List.of(), List.of(), List.of())))
                .withMessageContaining("may log in with a password, which would work no more");
        assertThat(log.entries()).isEmpty();

        Plan plan = add(new UserSpec(new UserName(user), List.of(), List.of(), List.of(), null, null, true));
        assertThat(plan.notes()).anyMatch(note -> note.contains("may log in with a password so far"));
        assertThat(plan.sql()).contains("grant rds_iam to");
    }

    @Test
    void masterUser_isNeverPutIntoRdsIam() {
        UserSpec master = new UserSpec(new UserName("postgres"), List.of(), List.of(), List.of(), null, null, true);
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(master, LocalPostgres.SUPERUSER, "alpha"))
                .withMessageContaining("may log in with a password");
    }

    @Test
    void readOnly_afterReadWrite_endsWriting() throws Exception {
        add(spec(List.of(), List.of(), List.of("public")));

        Plan plan = add(spec(List.of(), List.of("public"), List.of()));

        assertThat(plan.sql()).contains("revoke \"dbvouch_rw_alpha.public\" from");
        assertThat(value("select has_table_privilege(" + Sql.literal(user) + ", 'customers', 'insert')"))
                .isEqualTo("f");
        assertThat(value("select has_table_privilege(" + Sql.literal(user) + ", 'customers', 'select')"))
                .isEqualTo("t");
        assertThat(add(spec(List.of(), List.of("public"), List.of())).isEmpty()).isTrue();
    }

    @Test
    void whoMayMakeTablesAndHasNone_isToldOf() throws Exception {
        server.execute(
                "alpha", "create role maker login", "create schema made", "grant create on schema made to maker");
        server.execute("alpha", "alter schema made owner to postgres");
        try {
            assertThat(add(spec(List.of(), List.of("made"), List.of())).notes())
                    .contains("what may be made in schema made later is not covered if it is made by \"maker\"");
        } finally {
            server.execute("alpha", "drop schema made", "drop role maker");
        }
    }

    @Test
    void lastDayOfTheYear9999_isATime() throws Exception {
        Instant end = Instant.parse("+10000-01-01T00:00:00Z");

        add(new UserSpec(new UserName(user), List.of(), List.of(), List.of(), end, null));

        assertThat(value("select extract(epoch from rolvaliduntil)::bigint from pg_roles where rolname = "
                        + Sql.literal(user)))
                .isEqualTo(Long.toString(end.getEpochSecond()));
    }

    @Test
    void namesake_isToldOf() throws Exception {
        add(spec(List.of(), List.of(), List.of()));
        String other = user.toUpperCase(Locale.ROOT);

        Plan plan = add(new UserSpec(new UserName(other), List.of(), List.of(), List.of(), null, null));

        assertThat(plan.notes())
                .contains("there also is \"" + user + "\", which is another user: upper and lower case differ");
    }

    /** Whether nothing of it is done or all of it, whatever statement the connection is lost at; then it is finished. */
    @Test
    void lostConnection_atAnyStatement_leavesAllOrNothing() throws Exception {
        add(numbered(0), "helpdesk", "beta");
        int statements;
        try (TestSession session = server.session("helpdesk", "beta")) {
            UserSpec spec = numbered(999);
            Provisioner provisioner = new Provisioner(session, log);
            Plan plan = provisioner.plan(spec, STAMP);
            int planned = session.ran().size();
            provisioner.apply(spec, plan, STAMP);
            statements = session.ran().size() - planned;
        }
        for (int at = 0; at < statements; at++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                lose(numbered(1 + 2 * at + (afterwards ? 1 : 0)), at, afterwards, at == statements - 1);
            }
        }
    }

    private UserSpec numbered(int number) {
        return new UserSpec(
                new UserName(user + number), List.of("reporting"), List.of("public"), List.of(), null, null);
    }

    private void lose(UserSpec spec, int at, boolean afterwards, boolean commit) throws Exception {
        RecordedChanges changes = new RecordedChanges();
        try (TestSession session = server.session("helpdesk", "beta")) {
            Provisioner provisioner = new Provisioner(session, changes);
            Plan plan = provisioner.plan(spec, STAMP);
            session.breakAt(at, afterwards);
            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(() -> provisioner.apply(spec, plan, STAMP));
        }
        String oid = "(select oid from pg_roles where rolname = "
                + Sql.literal(spec.name().value()) + ")";
        String memberships = value("select count(*) from pg_auth_members where member = " + oid);
        assertThat(memberships).as("at " + at).isEqualTo(commit && afterwards ? "3" : "0");
        assertThat(changes.entries().getLast()).startsWith(commit ? "UNKNOWN" : "NOT_APPLIED");
        add(spec, "helpdesk", "beta");
        assertThat(value("select count(*) from pg_auth_members where member = " + oid))
                .isEqualTo("3");
    }

    @Test
    void meanwhileChanged_isNotApplied() throws Exception {
        UserSpec spec = spec(List.of(), List.of("public"), List.of());
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Provisioner provisioner = new Provisioner(session, log);
            Plan plan = provisioner.plan(spec, STAMP);
            server.execute("postgres", "create role " + Sql.identifier(user) + " login");

            assertThatExceptionOfType(AccessException.class)
                    .isThrownBy(() -> provisioner.apply(spec, plan, STAMP))
                    .withMessageContaining("meanwhile");
            assertThat(session.run("select 1")).hasSize(1);
        }
        assertThat(log.entries().getLast()).startsWith("NOT_APPLIED");
    }

    /** Whose table is a group's or an application's is nobody who signs in, and stays so. */
    @Test
    void roleThatMayNotLogIn_andIsNoPersons_isNotMadeAUser() throws Exception {
        server.execute("postgres", "create role " + Sql.identifier(user) + " nologin");

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(spec(List.of(), List.of("public"), List.of())))
                .withMessageContaining("it is no person's, but a group or an owner");
        assertThat(log.entries()).isEmpty();

        server.execute("postgres", "grant rds_iam to " + Sql.identifier(user));
        if (String.valueOf(value("show server_version_num")).startsWith("15")) {
            assertThat(add(spec(List.of(), List.of(), List.of())).sql())
                    .as("a person's, whom somebody locked out by hand")
                    .contains("alter role " + Sql.identifier(user) + " login");
        }
    }

    @Test
    void interrupted_atAnyStatement_changesNothing_andIsOnRecordSo() throws Exception {
        add(numbered(0), "helpdesk", "beta");
        UserSpec spec = numbered(1);
        boolean done = false;
        for (int at = 0; !done; at++) {
            log.entries().clear();
            try (TestSession session = server.session("helpdesk", "beta")) {
                Provisioner provisioner = new Provisioner(session, log);
                Plan plan = provisioner.plan(spec, STAMP);
                session.stopAt(at);
                try {
                    provisioner.apply(spec, plan, STAMP);
                    done = true;
                } catch (AccessException.Interrupted e) {
                    assertThat(e.notes()).containsExactly("nothing was changed");
                    assertThat(log.entries().getLast()).isEqualTo("NOT_APPLIED ADD " + spec.name() + ": interrupted");
                }
            }
            assertThat(value("select count(*) from pg_roles where rolname = "
                            + Sql.literal(spec.name().value())))
                    .as("at " + at)
                    .isEqualTo(done ? "1" : "0");
        }
    }
}

package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Bringing users in line with a list, on a real server. */
@OnPostgres
abstract class SyncCases {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private final RecordedChanges log = new RecordedChanges();

    private static Stamp stamp(String source) {
        return new Stamp("01K00000000000000000000002", "helpdesk", NOW, null, source);
    }

    private static SyncSpec spec(String source, int people) {
        SortedSet<String> names = new TreeSet<>();
        for (int i = 0; i < people; i++) {
            names.add(source + " person " + i);
        }
        return new SyncSpec(source, names, List.of("reporting"), List.of("public"), List.of());
    }

    static Syncer syncer(LocalPostgres server, TestSession session, ChangeLog log) {
        return new Syncer(
                session,
                database -> {
                    try {
                        return server.session("helpdesk", database);
                    } catch (SQLException e) {
                        throw new AccessException.Unreachable("cannot reach " + database, e);
                    }
                },
                log);
    }

    /** What a plan, and its application, sent. */
    private record Sent(int toPlan, int toApply, SyncPlan plan) {}

    private Sent sync(LocalPostgres server, String database, SyncSpec spec) throws SQLException {
        try (TestSession session = server.session("helpdesk", database)) {
            Syncer syncer = syncer(server, session, log);
            Stamp stamp = stamp(spec.source());
            SyncPlan plan = syncer.plan(spec, stamp);
            int planned = session.ran().size();
            List<SyncResult> done = new ArrayList<>();
            syncer.apply(spec, plan, stamp, done::add, () -> false);
            assertThat(done).hasSize(plan.all().size()).allMatch(SyncResult::applied);
            return new Sent(planned, session.ran().size() - planned, plan);
        }
    }

    @Test
    void twoHundred_inThreeDatabases_takeOnePlanEach_andThenNothing(LocalPostgres server) throws Exception {
        String source = "csv many";
        List<Sent> first = new ArrayList<>();
        for (String database : SharedPostgres.DATABASES) {
            first.add(sync(server, database, spec(source, 200)));
            Sent again = sync(server, database, spec(source, 200));
            assertThat(again.plan().isEmpty()).isTrue();
            assertThat(again.toPlan()).as("queries do not grow with users").isEqualTo(CatalogueReader.QUERIES);
            assertThat(again.toApply()).isZero();
        }
        assertThat(first).extracting(Sent::toPlan).containsOnly(CatalogueReader.QUERIES);
        assertThat(first.get(0).plan().changes()).hasSize(200).allMatch(plan -> plan.kind() == Plan.Kind.ADD);
        assertThat(first.get(1).plan().changes()).hasSize(200).allMatch(plan -> plan.kind() == Plan.Kind.CHANGE);
        // Of each: begin, timeout, lock, commit; create, rds_iam, group, role, comment. Beside: the groups, and one
        // more look.
        assertThat(first.get(0).toApply()).isBetween(200 * 9, 200 * 9 + 20);
        assertThat(first.get(1).toApply()).isBetween(200 * 6, 200 * 6 + 20);
        assertThat(log.entries()).hasSize(3 * 400);
    }

    @Test
    void nameThatNoUserCanHave_isRefusedAlone(LocalPostgres server) throws Exception {
        SortedSet<String> names = new TreeSet<>(List.of("x".repeat(64), "pg_somebody", "csv odd person"));
        SyncSpec spec = new SyncSpec("csv odd", names, List.of(), List.of("public"), List.of());

        Sent sent = sync(server, "alpha", spec);

        assertThat(sent.plan().changes())
                .extracting(plan -> plan.user().value())
                .containsExactly("csv odd person");
        assertThat(sent.plan().refused())
                .containsExactly(
                        "pg_somebody: \"pg_somebody\" cannot be the name of a user: names that begin with pg_ are"
                                + " PostgreSQL's own",
                        "x".repeat(64) + ": the user's name has 64 bytes; PostgreSQL cuts names after 63");
        assertThat(sync(server, "alpha", spec).plan().isEmpty()).isTrue();
    }

    @Test
    void leavers_areThoseOfTheSameList_andNobodyElse(LocalPostgres server) throws Exception {
        sync(server, "alpha", spec("csv one", 3));
        sync(server, "alpha", spec("csv two", 3));

        Sent fewer = sync(server, "alpha", spec("csv one", 1));

        assertThat(fewer.plan().removals())
                .extracting(plan -> plan.user().value())
                .containsExactly("csv one person 1", "csv one person 2");
        try (TestSession session = server.session("helpdesk", "alpha")) {
            assertThat(session.run(
                            "select rolname from pg_roles where rolname like 'csv one %' or rolname like 'csv two %'"))
                    .hasSize(4);
        }
    }

    /** Persons 0 and 1 stay, 2 goes, 3 and 4 come. */
    private static SyncSpec moved(String source) {
        SortedSet<String> names = new TreeSet<>();
        for (int i : List.of(0, 1, 3, 4)) {
            names.add(source + " person " + i);
        }
        return new SyncSpec(source, names, List.of("reporting"), List.of("public"), List.of());
    }

    @Test
    void lostConnection_atAnyStatement_leavesEveryoneWholeOrOut_andTheNextRunFinishes(LocalPostgres server)
            throws Exception {
        sync(server, "beta", spec("csv lost", 3));
        Sent whole = sync(server, "beta", moved("csv lost"));
        assertThat(whole.plan().changes()).hasSize(2);
        assertThat(whole.plan().removals()).hasSize(1);
        for (int at = 0; at < whole.toApply(); at++) {
            String source = "csv lost at " + at;
            sync(server, "beta", spec(source, 3));
            try (TestSession session = server.session("helpdesk", "beta")) {
                Syncer syncer = syncer(server, session, log);
                SyncPlan plan = syncer.plan(moved(source), stamp(source));
                session.breakAt(at, at % 2 == 0);
                assertThatExceptionOfType(AccessException.class)
                        .as("at " + at)
                        .isThrownBy(() -> syncer.apply(moved(source), plan, stamp(source), _ -> {}, () -> false));
            }
            assertThat(memberships(server, source))
                    .as("at " + at)
                    .isNotEmpty()
                    .allSatisfy(count -> assertThat(count).isEqualTo("3"));
            sync(server, "beta", moved(source));
            assertThat(memberships(server, source)).as("at " + at).containsExactly("3", "3", "3", "3");
            assertThat(sync(server, "beta", moved(source)).plan().isEmpty()).isTrue();
        }
    }

    /** How many memberships each has who may log in, of those who came by a list. */
    private static List<String> memberships(LocalPostgres server, String source) throws Exception {
        try (TestSession session = server.session(LocalPostgres.SUPERUSER, "beta")) {
            return session
                    .run("select count(m.roleid) from pg_roles r left join pg_auth_members m on m.member = r.oid"
                            + " where rolcanlogin and r.rolname like " + Sql.literal(source + " person _")
                            + " group by r.oid")
                    .stream()
                    .map(row -> Objects.requireNonNull(row[0]))
                    .toList();
        }
    }

    @Test
    void source_isReadFromTheComment() {
        Stamp stamp = new Stamp("01K00000000000000000000002", "a, from \"x\" at b", NOW, "from \"y\"", "csv \"a\".csv");

        assertThat(Stamp.sources(stamp.comment("added"))).containsExactly("csv \"a\".csv");
        assertThat(Stamp.sources(UserAddCases.STAMP.comment("added"))).isEmpty();
        assertThat(Stamp.sources("whatever, from \"x\"")).isEmpty();
        assertThat(Stamp.sources(new Stamp(
                                "01K00000000000000000000002",
                                "a",
                                NOW,
                                stamp.comment("added").substring(9))
                        .comment("added")))
                .as("forged by the reason")
                .isEmpty();
        String both = stamp("csv b, \"c\"").comment("changed", stamp.comment("added"));
        assertThat(Stamp.sources(both)).containsExactly("csv \"a\".csv", "csv b, \"c\"");
        assertThat(Stamp.sources(stamp.commentOffTheList(both))).containsExactly("csv b, \"c\"");
        assertThat(Stamp.sources(UserAddCases.STAMP.comment("locked out", both)))
                .hasSize(2);
    }

    @Test
    void expired_areLockedOutAndTheirSessionsEnd(LocalPostgres server) throws Exception {
        Stamp stamp = stamp("csv late");
        for (String who : List.of("late", "early")) {
            UserSpec spec = new UserSpec(
                    new UserName("expired " + who),
                    List.of(),
                    List.of(),
                    List.of(),
                    NOW.plusSeconds(who.equals("late") ? -1 : 1),
                    null);
            try (TestSession session = server.session("helpdesk", "alpha")) {
                Provisioner provisioner = new Provisioner(session, log);
                provisioner.apply(spec, provisioner.plan(spec, stamp), stamp);
            }
        }
        // VALID UNTIL is no hindrance to whoever needs no password.
        try (TestSession theirs = server.session("expired late", "alpha");
                TestSession session = server.session("helpdesk", "alpha")) {
            Expirer expirer = new Expirer(session, log);
            List<Plan> plans = expirer.plan(stamp);
            assertThat(plans).extracting(plan -> plan.user().value()).containsExactly("expired late");

            assertThat(expirer.apply(plans, stamp).failed()).isEmpty();

            assertThatExceptionOfType(AccessException.Unreachable.class).isThrownBy(() -> theirs.run("select 1"));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect("expired late", "alpha"));
            server.connect("expired early", "alpha").close();
            assertThat(expirer.plan(stamp)).isEmpty();
        }
        assertThat(log.entries().getLast()).isEqualTo("APPLIED CHANGE expired late {sessions=0}");
    }
}

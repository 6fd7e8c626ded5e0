package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who comes under a list, who leaves it, and what happens when things change between a plan and its application. */
@OnPostgres
abstract class SyncListsCases {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private final RecordedChanges log = new RecordedChanges();
    private final List<SyncResult> results = new ArrayList<>();

    private static Stamp stamp(String source) {
        return new Stamp("01K00000000000000000000003", "helpdesk", NOW, null, source);
    }

    private static SyncSpec spec(String source, String... people) {
        return new SyncSpec(source, new TreeSet<>(List.of(people)), List.of(), List.of("public"), List.of());
    }

    private SyncPlan sync(LocalPostgres server, SyncSpec spec) throws SQLException {
        results.clear();
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Syncer syncer = SyncCases.syncer(server, session, log);
            SyncPlan plan = syncer.plan(spec, stamp(spec.source()));
            syncer.apply(spec, plan, stamp(spec.source()), results::add, () -> false);
            return plan;
        }
    }

    /** Who may log in, of those whose names begin so. */
    private static List<String> in(LocalPostgres server, String prefix) throws Exception {
        try (TestSession session = server.session(LocalPostgres.SUPERUSER, "alpha")) {
            return session
                    .run("select rolname from pg_roles where rolcanlogin and rolname like " + Sql.literal(prefix + "%")
                            + " order by 1")
                    .stream()
                    .map(row -> String.valueOf(row[0]))
                    .toList();
        }
    }

    private static List<String> users(List<Plan> plans) {
        return plans.stream().map(plan -> plan.user().value()).toList();
    }

    @Test
    void asWantedAlready_comesUnderTheList_andGoesWithIt(LocalPostgres server) throws Exception {
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Stamp by = new Stamp("01K00000000000000000000004", "helpdesk", NOW, null);
            UserSpec anna =
                    new UserSpec(new UserName("under anna"), List.of(), List.of("public"), List.of(), null, null);
            Provisioner provisioner = new Provisioner(session, log);
            provisioner.apply(anna, provisioner.plan(anna, by), by);
        }

        assertThat(sync(server, spec("csv under", "under anna", "under bob")).changes())
                .extracting(Plan::kind)
                .containsExactly(Plan.Kind.CHANGE, Plan.Kind.ADD);
        assertThat(sync(server, spec("csv under", "under anna", "under bob")).isEmpty())
                .isTrue();
        assertThat(users(sync(server, spec("csv under", "under bob")).removals()))
                .containsExactly("under anna");
        assertThat(in(server, "under")).containsExactly("under bob");
    }

    @Test
    void onTwoLists_staysUntilTheLastDropsThem(LocalPostgres server) throws Exception {
        sync(server, spec("csv one's", "two anna", "two bob"));
        sync(server, spec("group two, \"the other\"", "two bob", "two dora"));

        SyncPlan off = sync(server, spec("csv one's", "two anna"));

        assertThat(off.removals()).isEmpty();
        assertThat(users(off.changes())).containsExactly("two bob");
        assertThat(in(server, "two")).containsExactly("two anna", "two bob", "two dora");
        assertThat(users(sync(server, spec("group two, \"the other\"", "two dora"))
                        .removals()))
                .containsExactly("two bob");
    }

    @Test
    void leaverWhoCannotGo_isTold_andStopsNoOther(LocalPostgres server) throws Exception {
        sync(server, spec("csv stuck", "stuck a", "stuck b", "stuck c", "stuck d"));
        server.execute("alpha", "alter role \"stuck a\" superuser");
        try {
            SyncPlan plan = sync(server, spec("csv stuck", "stuck d"));

            assertThat(users(plan.removals())).containsExactly("stuck b", "stuck c");
            assertThat(plan.refused())
                    .containsExactly("stuck a: \"stuck a\" is not to be removed here: it is a superuser");
            assertThat(in(server, "stuck")).containsExactly("stuck a", "stuck d");
        } finally {
            server.execute("alpha", "alter role \"stuck a\" nosuperuser");
        }
    }

    @Test
    void leaverWhoIsRefusedWhenItIsDone_stopsNoOther(LocalPostgres server) throws Exception {
        sync(server, spec("csv late", "late a", "late b", "late c"));
        results.clear();
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Syncer syncer = SyncCases.syncer(server, session, log);
            SyncPlan plan = syncer.plan(spec("csv late", "late c"), stamp("csv late"));
            results.clear();
            syncer.apply(
                    spec("csv late", "late c"),
                    plan,
                    stamp("csv late"),
                    result -> {
                        results.add(result);
                        if (results.size() == 1) {
                            comment(server, "late b", "csv another");
                        }
                    },
                    () -> false);
        }
        assertThat(results)
                .extracting(SyncResult::outcome)
                .as("the second came under another list meanwhile")
                .endsWith(ChangeLog.Outcome.APPLIED, ChangeLog.Outcome.NOT_APPLIED);
        assertThat(results.getLast().remaining()).singleElement().asString().contains("the plan is another now");
        assertThat(in(server, "late")).containsExactly("late b", "late c");
    }

    private static void comment(LocalPostgres server, String role, String list) {
        try {
            server.execute(
                    "alpha",
                    "comment on role " + Sql.identifier(role) + " is "
                            + Sql.literal(stamp(list).comment("added")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void planThatHasChanged_doesNothing_whateverIsInIt(LocalPostgres server) throws Exception {
        sync(server, spec("csv stale", "stale a", "stale b"));
        for (List<String> people : List.of(List.of("stale c"), List.of("stale b"))) {
            SyncSpec spec = spec("csv stale", people.toArray(String[]::new));
            log.entries().clear();
            results.clear();
            try (TestSession session = server.session("helpdesk", "alpha")) {
                Syncer syncer = SyncCases.syncer(server, session, log);
                SyncPlan plan = syncer.plan(spec, stamp("csv stale"));
                assertThat(plan.removals()).isNotEmpty();
                comment(server, "stale a", "csv another");

                assertThatExceptionOfType(AccessException.Failed.class)
                        .isThrownBy(() -> syncer.apply(spec, plan, stamp("csv stale"), results::add, () -> false))
                        .withMessageContaining("the plan is another now");
            }
            assertThat(results)
                    .isNotEmpty()
                    .allMatch(result -> result.outcome() == ChangeLog.Outcome.NOT_APPLIED)
                    .allMatch(result -> result.done().isEmpty());
            assertThat(in(server, "stale")).containsExactly("stale a", "stale b");
            comment(server, "stale a", "csv stale");
        }
    }

    @Test
    void stopped_beginsNothingMore_andTellsOfEach(LocalPostgres server) throws Exception {
        SyncSpec spec = spec("csv stop", "stop a", "stop b", "stop c");
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Syncer syncer = SyncCases.syncer(server, session, log);
            SyncPlan plan = syncer.plan(spec, stamp("csv stop"));

            assertThatExceptionOfType(AccessException.Interrupted.class)
                    .isThrownBy(
                            () -> syncer.apply(spec, plan, stamp("csv stop"), results::add, () -> !results.isEmpty()));
        }
        assertThat(results)
                .extracting(SyncResult::outcome)
                .containsExactly(
                        ChangeLog.Outcome.APPLIED, ChangeLog.Outcome.NOT_APPLIED, ChangeLog.Outcome.NOT_APPLIED);
        assertThat(log.entries()).as("each has its outcome").hasSize(6);
        assertThat(in(server, "stop")).containsExactly("stop a");
        sync(server, spec);
        assertThat(in(server, "stop")).hasSize(3);
    }

    @Test
    void secondDatabaseOfAServer_doesTheRestOfItsPlan_andNothingElse(LocalPostgres server) throws Exception {
        SyncSpec spec = spec("csv rest", "rest a", "rest b");
        try (TestSession alpha = server.session("helpdesk", "alpha");
                TestSession beta = server.session("helpdesk", "beta")) {
            Syncer there = SyncCases.syncer(server, beta, log);
            SyncPlan planned = there.plan(spec, stamp("csv rest"));
            Syncer here = SyncCases.syncer(server, alpha, log);
            SyncPlan first = here.plan(spec, stamp("csv rest"));
            assertThat(first.server()).isEqualTo(planned.server());
            here.apply(spec, first, stamp("csv rest"), results::add, () -> false);

            SyncPlan rest = there.rest(spec, planned, stamp("csv rest"));
            assertThat(rest.changes()).hasSize(2).allMatch(plan -> plan.kind() == Plan.Kind.CHANGE);
            there.apply(spec, rest, stamp("csv rest"), results::add, () -> false);
            assertThat(there.plan(spec, stamp("csv rest")).isEmpty()).isTrue();

            SyncSpec more = spec("csv rest", "rest a", "rest b", "rest c");
            assertThatExceptionOfType(AccessException.Failed.class)
                    .isThrownBy(() -> there.rest(more, planned, stamp("csv rest")));
        }
        assertThat(results).hasSize(4).allMatch(SyncResult::applied);
    }

    @Test
    void administratorWhoMayMakeNobody_isRefusedOnce(LocalPostgres server) throws Exception {
        try (TestSession session = server.session("postgres", "alpha")) {
            server.execute("alpha", "alter role postgres nocreaterole");
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> SyncCases.syncer(server, session, log)
                            .plan(spec("csv no", "no a", "no b"), stamp("csv no")))
                    .withMessageContaining("may not make or change database users");
        } finally {
            server.execute("alpha", "alter role postgres createrole");
        }
    }

    @Test
    void lockedOut_isNotLetInByAList(LocalPostgres server) throws Exception {
        sync(server, spec("csv locked", "locked a", "locked b"));
        server.execute("alpha", "alter role \"locked a\" nologin");

        SyncPlan plan = sync(server, spec("csv locked", "locked a", "locked b"));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.refused()).containsExactly("locked a: \"locked a\" may not log in: somebody locked them out");
    }

    @Test
    void expired_whoIsGivenMoreTimeMeanwhile_isNotSaidToBeLockedOut(LocalPostgres server) throws Exception {
        UserName user = new UserName("more time");
        Stamp stamp = new Stamp("01K00000000000000000000005", "helpdesk", NOW, null);
        UserSpec spec = new UserSpec(user, List.of(), List.of(), List.of(), NOW.minusSeconds(1), null);
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Provisioner provisioner = new Provisioner(session, log);
            provisioner.apply(spec, provisioner.plan(spec, stamp), stamp);
            Expirer expirer = new Expirer(session, log);
            List<Plan> plans = expirer.plan(stamp);
            assertThat(users(plans)).contains("more time");
            server.execute("alpha", "alter role \"more time\" valid until '2099-01-01'");

            Expirer.Expired expired = expirer.apply(plans, stamp);

            assertThat(expired.others()).containsExactly(user);
            assertThat(log.entries())
                    .contains("NOT_APPLIED CHANGE more time {why=their time is over no more, or"
                            + " somebody else locked them out}");
        }
        assertThat(in(server, "more time")).hasSize(1);
    }

    /** Their time is over all the same: it takes no more than the right to change them. */
    @Test
    void expired_whoseSessionsTheAdministratorMayNotEnd_loseThemAllTheSame(LocalPostgres server) throws Exception {
        server.execute(
                "postgres", "create role timekeeper login createrole", "grant rds_iam to timekeeper with admin option");
        Stamp stamp = stamp("csv time");
        UserSpec spec =
                new UserSpec(new UserName("time's over"), List.of(), List.of(), List.of(), NOW.minusSeconds(1), null);
        try (TestSession session = server.session("timekeeper", "alpha")) {
            Provisioner provisioner = new Provisioner(session, log);
            provisioner.apply(spec, provisioner.plan(spec, stamp), stamp);
        }
        try (TestSession theirs = server.session("time's over", "alpha");
                TestSession session = server.session("timekeeper", "alpha")) {
            Expirer expirer = new Expirer(session, log);
            List<Plan> plans = expirer.plan(stamp);
            assertThat(users(plans)).containsExactly("time's over");

            Expirer.Expired expired = expirer.apply(plans, stamp);

            assertThat(expired.failed()).isEmpty();
            assertThat(expired.done().get(new UserName("time's over")))
                    .isEqualTo(plans.getFirst().steps());
            assertThatExceptionOfType(AccessException.Unreachable.class).isThrownBy(() -> theirs.run("select 1"));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect("time's over", "alpha"));
            assertThat(session.run("select pg_has_role('time''s over', 'usage')")
                            .getFirst()[0])
                    .as("the right to end them is given back")
                    .isEqualTo("f");
            assertThat(expirer.plan(stamp)).isEmpty();
        } finally {
            server.execute("postgres", "drop role \"time's over\"", "drop owned by timekeeper", "drop role timekeeper");
        }
    }

    @Test
    void expired_stopped_isOnRecordForEach(LocalPostgres server) throws Exception {
        Stamp stamp = stamp("csv slow");
        for (String who : List.of("slow a", "slow b")) {
            UserSpec spec = new UserSpec(new UserName(who), List.of(), List.of(), List.of(), NOW.minusSeconds(1), null);
            try (TestSession session = server.session("helpdesk", "alpha")) {
                Provisioner provisioner = new Provisioner(session, log);
                provisioner.apply(spec, provisioner.plan(spec, stamp), stamp);
            }
        }
        log.entries().clear();
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Expirer expirer = new Expirer(session, log);
            List<Plan> plans = expirer.plan(stamp);
            assertThat(users(plans)).containsExactly("slow a", "slow b");
            // The catalogue, who has sessions; begin.
            session.stopAt(CatalogueReader.QUERIES + 2);

            assertThatExceptionOfType(AccessException.Interrupted.class).isThrownBy(() -> expirer.apply(plans, stamp));
        }
        assertThat(log.entries())
                .containsExactly(
                        "intent CHANGE slow a",
                        "intent CHANGE slow b",
                        "NOT_APPLIED CHANGE slow a: interrupted",
                        "NOT_APPLIED CHANGE slow b: interrupted");
        assertThat(in(server, "slow")).containsExactly("slow a", "slow b");
    }
}

package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is to read a schema writes it no more, by whatever role they could, or it is told. */
@OnPostgres
abstract class WritingCases {
    private static final String USER = "writes no more";

    private LocalPostgres server;

    @BeforeEach
    void setUp(LocalPostgres running) throws SQLException {
        server = running;
        server.execute(
                "alpha",
                "create role writers nologin",
                "create role heirs nologin in role writers",
                "create schema books authorization postgres",
                "set role postgres",
                "create table books.page (id integer)",
                "grant usage on schema books to writers",
                "grant insert on books.page to writers",
                "reset role",
                "grant heirs to helpdesk with admin option",
                "create role \"" + USER + "\" login",
                "grant \"" + USER + "\" to helpdesk with admin option");
    }

    @AfterEach
    void tearDown() throws SQLException {
        server.execute(
                "alpha",
                "drop schema books cascade",
                "drop role if exists \"" + USER + "\"",
                "drop role heirs",
                "drop owned by writers",
                "drop role writers");
    }

    private static UserSpec reads(List<String> roles) {
        return new UserSpec(new UserName(USER), roles, List.of("books"), List.of(), null, null, true);
    }

    private Plan add(UserSpec spec) throws SQLException {
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Provisioner provisioner = new Provisioner(session, new RecordedChanges());
            Plan plan = provisioner.plan(spec, UserAddCases.STAMP);
            if (!plan.isEmpty()) {
                provisioner.apply(spec, plan, UserAddCases.STAMP);
            }
            return plan;
        }
    }

    private void asHelpdesk(String sql) throws Exception {
        try (TestSession session = server.session("helpdesk", "alpha")) {
            session.run(sql);
        }
    }

    private boolean may(String privilege) throws Exception {
        try (TestSession session = server.session(USER, "alpha")) {
            return "t"
                    .equals(session.run("select has_table_privilege('books.page', '" + privilege + "')")
                            .getFirst()[0]);
        }
    }

    @Test
    void roleThatWrites_byAnother_isTakenAway() throws Exception {
        asHelpdesk("grant heirs to \"" + USER + "\"");
        assertThat(may("insert")).isTrue();

        Plan plan = add(reads(List.of()));

        assertThat(plan.sql()).contains("revoke \"heirs\" from \"" + USER + "\"");
        assertThat(may("insert")).isFalse();
        assertThat(may("select")).isTrue();
        assertThat(add(reads(List.of())).isEmpty()).isTrue();
    }

    @Test
    void roleThatIsGivenAtTheSameTime_stays_andIsTold() throws Exception {
        Plan plan = add(reads(List.of("heirs")));
        Plan again = add(reads(List.of("heirs")));

        assertThat(plan.sql()).doesNotContain("revoke");
        String told = "\"" + USER + "\" writes in schema books: role \"heirs\" lets them, which --grant gives";
        assertThat(plan.notes()).contains(told);
        assertThat(again.notes()).contains(told);
        assertThat(may("insert")).isTrue();
    }

    @Test
    void roleThatCannotBeTakenAway_isTold() throws Exception {
        server.execute("alpha", "grant writers to \"" + USER + "\"", "revoke heirs from helpdesk");

        // Before 16, CREATEROLE is enough to take it away.
        Plan plan = add(reads(List.of()));

        if (may("insert")) {
            assertThat(plan.notes())
                    .contains("\"" + USER + "\" writes in schema books: role \"writers\" lets them, which"
                            + " \"helpdesk\" cannot take away");
        } else {
            assertThat(plan.sql()).contains("revoke \"writers\"");
        }
    }

    @Test
    void ownPrivileges_stay_andAreTold() throws Exception {
        server.execute("alpha", "set role postgres", "grant update on books.page to \"" + USER + "\"");

        assertThat(add(reads(List.of())).notes())
                .contains("\"" + USER + "\" writes in schema books: what they own there, or were granted"
                        + " themselves, stays theirs");
        assertThat(may("update")).isTrue();
        server.execute("alpha", "drop owned by \"" + USER + "\"");
    }

    @Test
    void list_takesNoRoleAway_andTells() throws Exception {
        asHelpdesk("grant heirs to \"" + USER + "\"");
        SyncSpec spec =
                new SyncSpec("csv readers", new TreeSet<>(List.of(USER)), List.of(), List.of("books"), List.of(), true);
        Stamp stamp = new Stamp(
                "01K00000000000000000000009", "helpdesk", Instant.parse("2026-11-22T10:15:30Z"), null, "csv readers");
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Syncer syncer = SyncCases.syncer(server, session, new RecordedChanges());
            SyncPlan plan = syncer.plan(spec, stamp);
            syncer.apply(spec, plan, stamp, _ -> {}, () -> false);

            assertThat(plan.changes().getFirst().notes())
                    .contains("\"" + USER + "\" writes in schema books: role \"heirs\" lets them, of which they"
                            + " are a member; user add --read-only ends that");
        }
        assertThat(may("insert")).isTrue();
    }
}

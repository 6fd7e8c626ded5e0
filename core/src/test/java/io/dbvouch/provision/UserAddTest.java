package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On PostgreSQL 18, where whoever makes a role is made a member of it. */
class UserAddTest extends UserAddCases {
    private boolean mayUse(String admin) throws Exception {
        return "t".equals(value("select pg_has_role('" + admin + "', " + Sql.literal(user) + ", 'usage')"));
    }

    @Test
    void createroleSelfGrant_givesTheHelpdeskNothing() throws Exception {
        server.execute("postgres", "alter role helpdesk set createrole_self_grant to 'set, inherit'");
        try {
            Plan plan = add(spec(List.of(), List.of(), List.of()));

            assertThat(plan.steps().getFirst().sql()).isEqualTo("set local createrole_self_grant to ''");
            assertThat(mayUse("helpdesk")).isFalse();
        } finally {
            server.execute("postgres", "alter role helpdesk reset createrole_self_grant");
        }
    }

    /** The trap is real: a membership that lets only administer makes a member of rds_iam of the one who has it. */
    @Test
    void password_ofOneWhoWouldBecomeAMember_isRefusedBeforeAnythingIsDone() throws Exception {
        server.execute(
                "postgres",
                "drop role if exists trapped, trapper",
                "create role trapper login createrole",
                "grant rds_password to trapper");
        sqlAs("trapper", "create role trapped login");
        server.execute("postgres", "grant rds_iam to trapped");
        assertThat(value("select pg_has_role('trapper', 'rds_iam', 'member')")).isEqualTo("t");
        server.execute("postgres", "drop role trapped");

        try (TestSession session = new TestSession(server.connect("postgres", "alpha"), true)) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> new Provisioner(session, log).plan(spec(List.of(), List.of(), List.of()), STAMP))
                    .withMessageContaining("would lock \"postgres\" out")
                    .satisfies(e -> assertThat(e.notes()).contains("nothing was changed"));
        }
        assertThat(log.entries()).isEmpty();
    }

    /** Nor is anybody else locked out, whoever it is that is at work. */
    @Test
    void token_ofOneWhoWouldLockTheMasterUserOut_isRefusedBeforeAnythingIsDone() throws Exception {
        sqlAs("postgres", "create role " + Sql.identifier(user) + " login");
        sqlAs("postgres", "grant " + Sql.identifier(user) + " to helpdesk with admin option");

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(spec(List.of(), List.of(), List.of())))
                .withMessageContaining("would lock \"postgres\" out");
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void role_thatSomebodyElseMade_takesAdminOption() throws SQLException {
        server.execute(
                "postgres",
                "create role " + Sql.identifier(user) + " login",
                "create role powerful login createrole",
                "grant rds_iam to powerful with admin option");

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> add(spec(List.of(), List.of(), List.of()), "powerful", "alpha"))
                .withMessageContaining("may neither grant nor change");
    }
}

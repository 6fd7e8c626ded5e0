package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnPostgres15
class UserAddOn15Test extends UserAddCases {
    @Test
    void password_ofAnybodyElse_doesIt_andGetsInAfterwards() throws Exception {
        try (TestSession session = new TestSession(server.connect("postgres", "alpha"), true)) {
            UserSpec spec = spec(List.of(), List.of("public"), List.of());
            Provisioner provisioner = new Provisioner(session, log);
            provisioner.apply(spec, provisioner.plan(spec, STAMP), STAMP);
        }

        assertThat(value("select pg_has_role('postgres', 'rds_iam', 'member')")).isEqualTo("f");
    }

    @Test
    void password_ofAMember_isRefusedBeforeAnythingIsDone() throws Exception {
        server.execute(
                "postgres",
                "create role " + Sql.identifier(user) + " login",
                "create role between in role " + Sql.identifier(user),
                "grant between to postgres");
        try (TestSession session = new TestSession(server.connect("postgres", "alpha"), true)) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> new Provisioner(session, log).plan(spec(List.of(), List.of(), List.of()), STAMP))
                    .withMessageContaining("would lock \"postgres\" out");
        } finally {
            server.execute("postgres", "revoke between from postgres");
        }
    }
}

package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessBroker;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the way in other databases of the cluster is told by its cause. */
@OnPostgres
class RemovalElsewhereTest {
    private static final String USER = "elsewhere's";

    private static void make(LocalPostgres server) throws Exception {
        server.execute("beta", "drop role if exists \"" + USER + "\"");
        try (TestSession session = server.session("helpdesk", "beta")) {
            session.run("create role \"" + USER + "\" login");
            session.run("grant select on customers to \"" + USER + "\"");
        }
    }

    private static Removal remove(LocalPostgres server, ClusterSessions cluster) throws Exception {
        try (TestSession session = server.session("helpdesk", "alpha")) {
            Remover remover = new Remover(session, cluster, new RecordedChanges());
            UserName user = new UserName(USER);
            return remover.apply(remover.plan(user, null, UserAddCases.STAMP), null, UserAddCases.STAMP);
        }
    }

    private static AccessException forgotten() {
        return new AccessException.Denied("refused").evidence(AccessBroker.FORGOTTEN_CREDENTIALS, "helpdesk");
    }

    @Test
    void credentialsThatAreTakenNoMore_areAskedForOnceMore(LocalPostgres server) throws Exception {
        make(server);
        Deque<AccessException> failures = new ArrayDeque<>(List.of(forgotten()));

        Removal removal = remove(server, database -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            try {
                return server.session("helpdesk", database);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(removal.removed()).isTrue();
        assertThat(removal.signIn()).isNull();
    }

    @Test
    void signInThatHasEnded_isTheCause_andAnotherRunFinishes(LocalPostgres server) throws Exception {
        make(server);
        AccessException.SignInNeeded needed = new AccessException.SignInNeeded("the sign-in has ended");
        Deque<AccessException> failures = new ArrayDeque<>(List.of(forgotten(), needed));

        Removal removal = remove(server, _ -> {
            throw failures.remove();
        });

        assertThat(removal.removed()).isFalse();
        assertThat(removal.signIn()).isSameAs(needed);
        assertThat(removal.remaining()).containsExactly("what is theirs in database beta: the sign-in has ended");
        server.execute("beta", "drop owned by \"" + USER + "\"", "drop role \"" + USER + "\"");
    }

    @Test
    void otherRefusals_areNotTriedAgain(LocalPostgres server) throws Exception {
        make(server);
        Deque<AccessException> failures = new ArrayDeque<>(List.of(new AccessException.Denied("no connect")));

        Removal removal = remove(server, _ -> {
            throw failures.remove();
        });

        assertThat(removal.remaining()).containsExactly("what is theirs in database beta: no connect");
        assertThat(removal.signIn()).isNull();
        server.execute("beta", "drop owned by \"" + USER + "\"", "drop role \"" + USER + "\"");
    }
}

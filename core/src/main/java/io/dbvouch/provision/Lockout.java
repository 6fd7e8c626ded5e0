package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Keeps a user out and ends what they have open: {@code NOLOGIN} first, made to last, and only then their sessions, so that
 * none begins behind.
 */
final class Lockout {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SqlSession session;
    private final Administrator admin;
    private final Role role;

    Lockout(SqlSession session, Administrator admin, Role role) {
        this.session = session;
        this.admin = admin;
        this.role = role;
    }

    /** What keeps them out. */
    static List<Step> steps(Role role, Stamp stamp, String done) {
        return List.of(
                new Step("alter role " + role.sql() + " nologin", "let " + role.name() + " log in no more"),
                new Step(
                        "comment on role " + role.sql() + " is " + Sql.literal(stamp.comment(done, role.comment())),
                        "say who did it, when and why"));
    }

    /** What ends their sessions. */
    private static Step end(Role role) {
        return new Step(
                "select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where usesysid = "
                        + role.oid(),
                "end their sessions");
    }

    /**
     * What ends their sessions. Whoever may not is a member of theirs for as long as the transaction lasts: nobody else sees
     * that, and so nobody is locked out of a password by it.
     */
    static List<Step> end(Administrator admin, Role role) {
        return admin.maySignal(role)
                ? List.of(end(role))
                : Stream.of(admin.access(role), List.of(end(role)), admin.noAccess(role))
                        .flatMap(List::stream)
                        .toList();
    }

    /**
     * Ends their sessions and waits for that, 30 s at most.
     *
     * @return how many are still there
     * @throws AccessException where they cannot be ended
     */
    int endSessions() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            terminate();
            int open = sessions();
            while (open > 0 && System.nanoTime() < deadline) {
                session.run("select pg_catalog.pg_sleep(0.05)");
                terminate();
                open = sessions();
            }
            return open;
        } catch (SqlRefused e) {
            throw Transaction.explain(e, end(role));
        }
    }

    private void terminate() throws SqlRefused {
        if (admin.maySignal(role)) {
            session.run(end(role).sql());
        } else {
            new Transaction(session).run(() -> end(admin, role));
        }
    }

    /** How many sessions they have. */
    int sessions() throws SqlRefused {
        return Integer.parseInt(Objects.requireNonNull(session.run(
                        "select pg_catalog.count(*) from pg_catalog.pg_stat_activity where usesysid = " + role.oid())
                .getFirst()[0]));
    }
}

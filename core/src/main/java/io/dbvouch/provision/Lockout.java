package io.dbvouch.provision;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Keeps a user out and ends what they have open: {@code NOLOGIN} first, made to last, and only then their sessions, so that
 * none begins behind.
 */
final class Lockout {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SqlSession session;
    private final Role role;

    Lockout(SqlSession session, Role role) {
        this.session = session;
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
    static Step end(Role role) {
        return new Step(
                "select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where usesysid = "
                        + role.oid(),
                "end their sessions");
    }

    /**
     * Ends their sessions and waits for that, 30 s at most.
     *
     * @return how many are still there
     */
    int endSessions() throws SqlRefused {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        session.run(end(role).sql());
        int open = sessions();
        while (open > 0 && System.nanoTime() < deadline) {
            session.run("select pg_catalog.pg_sleep(0.05)");
            session.run(end(role).sql());
            open = sessions();
        }
        return open;
    }

    /** How many sessions they have. */
    int sessions() throws SqlRefused {
        return Integer.parseInt(Objects.requireNonNull(session.run(
                        "select pg_catalog.count(*) from pg_catalog.pg_stat_activity where usesysid = " + role.oid())
                .getFirst()[0]));
    }
}

package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.List;

/** Statements that are done all together or not at all. */
final class Transaction {
    /** For locks: longer, and another change is stuck. */
    private static final String LOCK_TIMEOUT = "30s";

    /**
     * The lock that keeps two changes in one database apart: the bytes of {@code dbvouch}, read as a number. Changes from other
     * databases of the cluster meet in the shared catalogues, where the later of two fails as a whole.
     */
    static final long LOCK = 0x64_62_76_6f_75_63_68L;

    /** The hint where something may be half done. */
    static final String RUN_AGAIN = "run it again: it finishes what is left";

    private final SqlSession session;
    private boolean committing;

    Transaction(SqlSession session) {
        this.session = session;
    }

    /** Something to do inside a transaction. */
    interface Work {
        List<Step> steps() throws SqlRefused;
    }

    /** Whether the server was asked to commit: if the connection is lost then, nobody knows what came of it. */
    boolean isCommitting() {
        return committing;
    }

    /**
     * Takes the lock, asks what is to be done, does it and commits.
     *
     * @throws AccessException where that cannot be; nothing has been done then, unless it {@link #isCommitting}
     */
    void run(Work work) {
        Step current = new Step("begin", "begin");
        try {
            session.run("begin");
            session.run("set local lock_timeout to '" + LOCK_TIMEOUT + "'");
            session.run("select pg_catalog.pg_advisory_xact_lock(" + LOCK + ")");
            for (Step step : work.steps()) {
                current = step;
                session.run(step.sql());
            }
            current = new Step("commit", "commit");
            committing = true;
            session.run("commit");
            committing = false;
        } catch (SqlRefused e) {
            committing = false;
            rollBack();
            throw explain(e, current);
        } catch (AccessException e) {
            if (!(e instanceof AccessException.Unreachable)) {
                committing = false;
                rollBack();
            }
            throw e;
        }
    }

    private void rollBack() {
        try {
            session.run("rollback");
        } catch (SqlRefused | AccessException.Unreachable | AccessException.Interrupted _) {
            // The server rolls back what is not committed when the connection ends.
            return;
        }
    }

    /** What it means that the catalogue cannot be read. */
    static AccessException unread(SqlRefused e) {
        return explain(e, new Step("", "read the catalogue"));
    }

    /** Under the lock, what was planned and asked about is not what would be done. */
    static AccessException planIsAnother() {
        return new AccessException.Failed("somebody else changed something meanwhile: the plan is another now")
                .hint("run it again");
    }

    /** What a refusal means. SQLSTATEs by PostgreSQL's appendix A. */
    static AccessException explain(SqlRefused e, Step step) {
        AccessException failure =
                switch (e.sqlState()) {
                    case "42501" -> new AccessException.Denied("the database refused: " + e.getMessage(), e);
                    case "55P03", "40P01" ->
                        new AccessException.Failed("somebody else is changing users here: " + e.getMessage(), e)
                                .hint("run it again in a moment");
                    case "42710", "42704", "23505", "40001", "XX000" ->
                        new AccessException.Failed("somebody else changed something meanwhile: " + e.getMessage(), e)
                                .hint("run it again");
                    default -> new AccessException.Failed("the database refused: " + e.getMessage(), e);
                };
        return failure.evidence("sqlstate", e.sqlState())
                .evidence("statement", step.sql())
                .note("it was to " + step.words());
    }
}

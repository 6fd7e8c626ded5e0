package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Counts of statements in a session that ends while one of them runs, or that nobody listens to. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnheardTest {
    private static final String SLEEPS = "do $$ begin raise notice 'now'; perform pg_sleep(50); end $$";

    private @Nullable Desk desk;

    @BeforeEach
    void signIn(Sandbox sandbox, @TempDir Path folder) {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("arianna");
    }

    @AfterEach
    void close() {
        desk().close();
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private AccessSession open() {
        return desk().open(desk().target("sandbox"));
    }

    /** Takes all rows, and then does something. */
    private static class Rows implements AccessSession.Reader {
        @Override
        public void result(StatementResult result) throws IOException {
            while (result.next()) {
                assertThat(result.columns()).isNotNull();
            }
        }

        @Override
        public void notice(ServerWords notice) throws IOException {}
    }

    /** Ends the session as a program does that is told to end: on a thread of its own. */
    private static void endFromElsewhere(AccessSession session) {
        try {
            Thread.ofPlatform().start(() -> session.close("terminated")).join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class EndingAtNotice extends Rows {
        private final AccessSession session;

        EndingAtNotice(AccessSession session) {
            this.session = session;
        }

        @Override
        public void notice(ServerWords notice) {
            endFromElsewhere(session);
        }
    }

    private void assertCounts(int statements, int failed) {
        JsonObject traffic = desk().last().getAsJsonObject("traffic");
        assertThat(List.of(
                        traffic.get("statements").getAsInt(),
                        traffic.get("failed").getAsInt()))
                .containsExactly(statements, failed);
    }

    @Test
    void session_endedWhileAStatementRuns_countsItAsFailed() throws Exception {
        try (AccessSession session = open()) {
            session.run("select 1", new Rows());
            assertThatExceptionOfType(AccessException.class)
                    .isThrownBy(() -> session.run(SLEEPS, new EndingAtNotice(session)));
        }

        assertCounts(2, 1);
    }

    @Test
    void session_endedWhileTheSecondOfAText_countsBoth() throws Exception {
        try (AccessSession session = open()) {
            assertThatExceptionOfType(AccessException.class)
                    .isThrownBy(() -> session.run("select 1; " + SLEEPS, new EndingAtNotice(session)));
        }

        assertCounts(2, 1);
    }

    @Test
    void session_endedWhileAWholeResultIsLookedAt_countsItAsGood() throws Exception {
        try (AccessSession session = open()) {
            session.run("select 1 as x", new Rows() {
                @Override
                public void result(StatementResult result) throws IOException {
                    super.result(result);
                    endFromElsewhere(session);
                }
            });
        }

        assertCounts(1, 0);
    }

    @Test
    void session_endedWhileAStatementIsDescribed_countsNone() throws Exception {
        try (AccessSession session = open()) {
            session.prepare("p", "select 1", new Rows());
            session.describe("select 2", new Rows());
            session.closePrepared("p", new Rows());
            session.close("done");
        }

        assertCounts(0, 0);
    }

    @Test
    void statement_ofWhichTheReaderTakesNotAll_isAFailedOne() throws Exception {
        try (AccessSession session = open()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> session.run("select generate_series(1, 100000000)", new Rows() {
                        @Override
                        public void result(StatementResult result) throws IOException {
                            result.next();
                            throw new IOException("no space left");
                        }
                    }));
            session.run("select 1", new Rows());
            session.close("done");
        }

        assertCounts(2, 1);
    }

    @Test
    void session_thatTheServerEnds_countsTheStatementOnce() throws Exception {
        try (AccessSession session = open()) {
            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> session.run("select pg_terminate_backend(pg_backend_pid())", new Rows()));
        }

        assertCounts(1, 1);
    }
}

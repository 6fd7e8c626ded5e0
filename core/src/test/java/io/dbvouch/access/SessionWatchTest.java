package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.SessionLimits;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that last for as long as they may: who is told, and what is on record. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionWatchTest {
    private static final String SLEEPS = "do $$ begin raise notice 'now'; perform pg_sleep(50); end $$";
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final Desk desk;
    private final Path base;

    SessionWatchTest(Sandbox sandbox, @TempDir Path folder) throws IOException {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("arianna");
        // A socket's path is short; a test's folder is not always.
        base = Files.createTempDirectory(Path.of("/tmp"), "watch");
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        Files.delete(base);
    }

    private Target target(@Nullable Duration idle, @Nullable Duration whole) {
        return desk.target("sandbox").withLimits(new SessionLimits(idle, whole));
    }

    private String ended() {
        return desk.last().get("ended").getAsString();
    }

    @Test
    void idle_forTooLong_endsItAndWhoeverWantsSomethingIsToldWhy() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (AccessSession session = desk.open(target(SHORT, null))) {
            session.whenOver(told::countDown);
            assertThat(Desk.query(session, "select 1")).containsExactly("1");
            told.await();

            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> Desk.query(session, "select 2"))
                    .withMessage("the session is over: nothing was run for 4s, which is as long as it may be");
            session.close("done");
        }

        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.opened", "session.closed");
        assertThat(ended()).isEqualTo("idle timeout");
    }

    /** Who runs something may find out, and close the session, before the one that ends it has got to that. */
    @Test
    void reason_closedByWhoWasStopped_isStillWhyItEnded() throws Exception {
        try (AccessSession session = desk.open(desk.target("sandbox"))) {
            Curfew.Reason reason =
                    new Curfew.Reason("time is over", "57P01", new AccessException.Denied("the session is over"));
            Thread watch = Thread.ofVirtual().unstarted(() -> session.close(reason));

            synchronized (session) {
                assertThatExceptionOfType(AccessException.Denied.class)
                        .isThrownBy(() -> session.run(SLEEPS, new AccessSession.Reader() {
                            @Override
                            public void result(StatementResult result) {}

                            @Override
                            public void notice(ServerWords notice) {
                                watch.start();
                            }
                        }));
                session.close("error");
            }
            watch.join();
        }

        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.opened", "session.closed");
        assertThat(ended()).isEqualTo("time is over");
    }

    @Test
    void idle_ofAnotherProgram_isToldItInTheProtocol() throws Exception {
        try (SocketGate gate = gate(target(SHORT, null));
                GateClient line = client(gate)) {
            line.login();
            assertThat(line.query("select 1").untilReady()).anyMatch(message -> message.startsWith("D "));

            assertThat(line.message())
                    .startsWith("E SFATAL VFATAL C57P05 Mthe session is over: nothing was run for 4s, which is");
            assertThat(line.isOver()).isTrue();
        }

        assertThat(ended()).isEqualTo("idle timeout");
    }

    @Test
    void time_ofAnotherProgramThatRunsSomething_stopsItAndIsTold() throws Exception {
        try (SocketGate gate = gate(target(null, SHORT));
                GateClient line = client(gate)) {
            line.login();
            line.query(SLEEPS);
            String last = line.message();
            while (!last.startsWith("E ")) {
                last = line.message();
            }

            assertThat(last).startsWith("E SFATAL VFATAL C57P01 Mthe session is over: it was open for 4s, which is");
            assertThat(line.isOver()).isTrue();
        }

        assertThat(ended()).isEqualTo("time is over");
        try (AccessSession other = desk.open(desk.target("sandbox"))) {
            while (!Desk.query(
                            other,
                            "select count(*) from pg_stat_activity where usename = 'arianna' and query ~ '^do'"
                                    + " and state = 'active'")
                    .equals(List.of("0"))) {
                Thread.onSpinWait();
            }
        }
    }

    private SocketGate gate(Target target) {
        return desk.broker(target).gate(new AccessRequest(target, null), Map.of("XDG_RUNTIME_DIR", base.toString()));
    }

    private static GateClient client(SocketGate gate) throws IOException {
        return new GateClient(Path.of(gate.variables().getOrDefault("PGHOST", ""), ".s.PGSQL.5432"));
    }
}

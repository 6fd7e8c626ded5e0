package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.SessionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that another thread ends than the one that uses them. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionEndTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("arianna");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String ended() {
        return desk.last().get("ended").getAsString();
    }

    @Test
    void close_byTheUserOfASessionThatIsBeingEnded_isOnRecordWithTheReasonOfWhoEndsIt() throws Exception {
        AccessSession session = desk.open(desk.target("sandbox"));
        AccessException why = new AccessException.Denied("the session is over");
        Thread watch = Thread.ofPlatform().unstarted(() -> session.close("time is over", why));

        // Whoever ends it gets as far as the session's lock, which this thread has, and which makes it the first to
        // close.
        synchronized (session) {
            watch.start();
            while (watch.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> Desk.query(session, "select 1"))
                    .isSameAs(why);
            session.close("error");
        }
        watch.join();

        assertThat(ended()).isEqualTo("time is over");
        assertThat(desk.events()).containsOnlyOnce("session.closed");
    }

    @Test
    void run_longerThanTheSessionMayBeOpen_isEndedAndOnRecord() {
        try (AccessSession session =
                desk.open(desk.target("sandbox").withLimits(new SessionLimits(null, Duration.ofMillis(300))))) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> Desk.query(session, "select pg_sleep(60)"))
                    .withMessageContaining("as long as it may be");
        }

        assertThat(ended()).isEqualTo("time is over");
    }

    @Test
    void run_afterNothingWasRunForAsLongAsMayBe_isRefusedAndOnRecord() throws Exception {
        try (AccessSession session =
                desk.open(desk.target("sandbox").withLimits(new SessionLimits(Duration.ofMillis(300), null)))) {
            while (!session.isLost()) {
                Thread.sleep(20);
            }
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> Desk.query(session, "select 1"))
                    .withMessageContaining("nothing was run for");
        }

        assertThat(ended()).isEqualTo("idle timeout");
    }
}

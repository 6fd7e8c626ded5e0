package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has been asleep: what became of its connection, nobody has told it. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadConnectionTest {
    private static final Duration NAP = Duration.ofMinutes(1);

    private final AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    private final Desk desk;
    private final Target target;
    private final Forgetful router;

    DeadConnectionTest(Sandbox sandbox, @TempDir Path folder) throws IOException {
        InstantSource clock = () -> Instant.now().plus(slept.get());
        desk = new Desk(sandbox, folder, Map.of(), clock);
        desk.signIn("arianna");
        target = desk.target(
                "sandbox", new TargetOptions(null, null, null, null, Forgetful.ADDRESS, null, null, null, null, null));
        router = new Forgetful(desk.port());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        router.close();
    }

    private void sleep() {
        slept.set(NAP);
    }

    @Test
    void statement_afterAPauseInWhichTheConnectionDied_isNotSentAndTheNextSessionGoesOn() throws Exception {
        try (AccessSession session = desk.open(target)) {
            assertThat(Desk.query(session, "select 1")).containsExactly("1");
            router.forget();
            sleep();

            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(() -> Desk.query(session, "create table scratch.never (n int)"))
                    .withCauseInstanceOf(SocketTimeoutException.class);
            assertThat(session.isLost()).isTrue();

            try (AccessSession next = desk.broker(target)
                    .continuing(new AccessRequest(target, null), session)
                    .open()) {
                assertThat(Desk.query(next, "select to_regclass('scratch.never') is null"))
                        .containsExactly("t");
                next.close("done");
            }
            assertThat(session.traffic().statements()).isOne();
        }
        assertThat(desk.eventsAfterSignIn())
                .containsExactly(
                        "session.requested",
                        "session.opened",
                        "session.requested",
                        "session.opened",
                        "session.closed",
                        "session.closed");
        assertThat(desk.last().get("ended").getAsString()).isEqualTo("connection lost");
    }

    @Test
    void statement_afterAPauseThatTheConnectionHasOutlasted_isRunAndOthersAreHeard() throws Exception {
        try (AccessSession session = desk.open(target);
                AccessSession other = desk.open(target)) {
            Desk.query(session, "listen news; begin");
            sleep();
            assertThat(Desk.query(session, "select 2")).containsExactly("2");
            assertThat(session.transactionStatus()).isEqualTo(TransactionStatus.IN_TRANSACTION);
            Desk.query(session, "commit");
            Desk.query(other, "notify news, 'here'");
            slept.set(NAP.multipliedBy(2));

            assertThat(Desk.query(session, "select 3")).containsExactly("3");
            assertThat(session.notifications())
                    .extracting(Notification::payload)
                    .containsExactly("here");
            // LISTEN, BEGIN, two that were asked, COMMIT.
            assertThat(session.traffic().statements()).isEqualTo(5);
            session.close("done");
            other.close("done");
        }
    }
}

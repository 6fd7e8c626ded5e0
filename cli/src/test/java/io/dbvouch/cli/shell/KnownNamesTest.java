package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.assist.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
    private final FakeSession session = new FakeSession();
    private final Shell shell = Shells.shell(
            Map.of(),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            session,
            new FakeReconnection(() -> session),
            () -> false);

    private long nanos;
    private final KnownNames names = new KnownNames(shell, () -> nanos);

    @AfterEach
    void close() throws IOException {
        names.settle();
        shell.close();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private List<String> known() {
        return names.get().relations().stream().map(Names.Relation::name).toList();
    }

    /** Looks up what is known, and waits until it is. */
    private void lookUp() {
        names.get();
        names.settle();
    }

    @Test
    void get_again_looksUpOnce() {
        lookUp();
        lookUp();

        assertThat(session.lookUps).hasValue(1);
        assertThat(session.sent).isEmpty();
    }

    @Test
    void get_inATransaction_looksUpNothing() {
        session.status = TransactionStatus.IN_TRANSACTION;
        assertThat(names.get()).isEqualTo(Names.NONE);
        session.status = TransactionStatus.FAILED;
        assertThat(names.get()).isEqualTo(Names.NONE);
        assertThat(session.lookUps).hasValue(0);

        session.status = TransactionStatus.IDLE;
        lookUp();

        assertThat(session.lookUps).hasValue(1);
    }

    @Test
    void after_statements_thatChangeNamesAlone_looksUpAgain() {
        lookUp();
        names.after("SELECT 1");
        lookUp();
        assertThat(session.lookUps).hasValue(1);

        names.after("CREATE TABLE");
        lookUp();

        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void get_names_areLookedUpAgainWhenTheyAreOld() {
        lookUp();
        session.tables = List.of("zebra");
        pass(Duration.ofSeconds(5));
        assertThat(known()).isEmpty();
        assertThat(session.lookUps).hasValue(1);

        pass(Duration.ofNanos(1));

        assertThat(known()).containsExactly("zebra");
        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void get_lookUpThatTookLong_isNotRepeatedSoon() {
        session.looking = () -> pass(Duration.ofSeconds(2));
        lookUp();

        pass(Duration.ofSeconds(40));
        lookUp();
        assertThat(names.renew()).isFalse();
        assertThat(session.lookUps).hasValue(1);

        pass(Duration.ofNanos(1));
        lookUp();
        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void get_oldNamesThatTakeLong_areToldMeanwhile() {
        session.tables = List.of("old");
        session.looking = () -> pass(Duration.ofSeconds(1));
        lookUp();
        session.tables = List.of("new");
        CountDownLatch wanted = new CountDownLatch(1);
        session.looking = () -> await(wanted);
        pass(Duration.ofMinutes(1));

        assertThat(known()).containsExactly("old");
        wanted.countDown();
        names.settle();

        assertThat(known()).containsExactly("new");
        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void renew_namesAreOlderThanASecond_looksUpAgain() {
        lookUp();
        session.tables = List.of("zebra");
        pass(Duration.ofSeconds(1));
        assertThat(known()).isEmpty();
        assertThat(names.renew()).isFalse();

        pass(Duration.ofNanos(1));

        assertThat(known()).isEmpty();
        assertThat(names.renew()).isTrue();
        assertThat(known()).containsExactly("zebra");
    }

    @Test
    void renew_lookUpUnderWay_waitsForIt() {
        session.looking = () -> pass(Duration.ofSeconds(1));
        lookUp();
        session.tables = List.of("zebra");
        CountDownLatch asked = new CountDownLatch(1);
        session.looking = () -> await(asked);
        pass(Duration.ofMinutes(1));
        assertThat(known()).isEmpty();
        asked.countDown();

        assertThat(names.renew()).isTrue();
        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void get_refused_isAskedAgainOnlyWhenSomethingHasChanged() {
        session.refusesLookUps = true;
        lookUp();
        pass(Duration.ofHours(1));
        lookUp();
        assertThat(session.lookUps).hasValue(1);

        names.after("SET");
        lookUp();

        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void settle_slowLookUp_isCancelledAndTriedAgainLater() {
        CountDownLatch cancelled = new CountDownLatch(1);
        session.looking = () -> await(cancelled);
        session.refusesLookUps = true;
        session.cancelling = cancelled::countDown;

        lookUp();

        assertThat(cancelled.getCount()).isZero();
        session.looking = () -> {};
        lookUp();
        assertThat(session.lookUps).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.assist.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {
    private final FakeSession session = new FakeSession();
    private final Shell shell = Shells.shell(
            Map.of(),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            session,
            new FakeReconnection(() -> session),
            () -> false);

    private final AtomicLong nanos = new AtomicLong();
    private final KnownNames names = new KnownNames(shell, nanos::get);

    @AfterEach
    void close() throws IOException {
        names.settle();
        shell.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
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

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN", "SET", "LOCK TABLE", "SAVEPOINT"})
    void get_inATransactionBeforeItsFirstQuery_looksUpNothing(String commandTag) {
        names.after("SELECT 1");
        names.after("BEGIN");
        session.status = TransactionStatus.IN_TRANSACTION;
        names.after(commandTag);

        assertThat(names.get()).isEqualTo(Names.NONE);
        assertThat(session.lookUps).hasValue(0);

        session.status = TransactionStatus.IDLE;
        lookUp();

        assertThat(session.lookUps).hasValue(1);
        assertThat(session.savepoints).isEmpty();
    }

    /** Begins a transaction that has its snapshot. */
    private void beginAndQuery() {
        session.status = TransactionStatus.IN_TRANSACTION;
        names.after("CREATE TABLE");
        session.tables = List.of("zqfoo");
    }

    @Test
    void get_inATransactionBehindItsFirstQuery_looksUpWithinASavepointThatItLeaves() {
        beginAndQuery();

        assertThat(known()).containsExactly("zqfoo");
        assertThat(session.savepoints).containsExactly("entered", "left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "ROLLBACK"})
    void get_inATransactionThatFollowsAnother_waitsForItsFirstQuery(String end) {
        beginAndQuery();

        names.after(end);

        assertThat(known()).isEmpty();
        assertThat(session.lookUps).hasValue(0);
    }

    @Test
    void get_inATransactionThatHasFailed_looksUpNothing() {
        beginAndQuery();
        session.status = TransactionStatus.FAILED;

        assertThat(known()).isEmpty();
        assertThat(session.lookUps).hasValue(0);
    }

    @Test
    void get_refusedInATransaction_leavesItAsItWas() {
        session.refusesLookUps = true;
        beginAndQuery();

        lookUp();

        assertThat(session.status).isEqualTo(TransactionStatus.IN_TRANSACTION);
        assertThat(session.savepoints).containsExactly("entered", "left");
    }

    @Test
    void get_savepointThatCannotBeLeft_isLeftAgain() {
        beginAndQuery();
        Iterator<TransactionStatus> all = List.of(TransactionStatus.FAILED, TransactionStatus.IN_TRANSACTION)
                .iterator();
        session.leaving = all::next;

        lookUp();

        assertThat(session.status).isEqualTo(TransactionStatus.IN_TRANSACTION);
        assertThat(session.savepoints).containsExactly("entered", "left", "left");
    }

    @Test
    void settle_slowLookUpInATransaction_isCancelledAndLeavesItAsItWas() {
        CountDownLatch cancelled = new CountDownLatch(1);
        session.looking = () -> await(cancelled);
        session.cancelling = cancelled::countDown;
        session.refusesLookUps = true;
        beginAndQuery();

        lookUp();

        assertThat(cancelled.getCount()).isZero();
        assertThat(session.status).isEqualTo(TransactionStatus.IN_TRANSACTION);
        assertThat(session.savepoints).containsExactly("entered", "left");
    }

    /** A request to stop that comes too late would be the transaction's failure. */
    @Test
    void stop_savepointIsBeingLeft_isNotCancelled() {
        AtomicInteger requests = new AtomicInteger();
        session.cancelling = requests::incrementAndGet;
        CountDownLatch leaving = new CountDownLatch(1);
        CountDownLatch settling = new CountDownLatch(1);
        session.leaving = () -> {
            leaving.countDown();
            await(settling);
            return TransactionStatus.IN_TRANSACTION;
        };
        beginAndQuery();
        NamesLookUp lookUp = new NamesLookUp(session, nanos::get, 1);
        await(leaving);
        Thread stopping = Thread.ofPlatform().start(lookUp::stop);
        // It would have asked by the time that it waits.
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        settling.countDown();
        join(stopping);

        assertThat(requests).hasValue(0);
        assertThat(session.status).isEqualTo(TransactionStatus.IN_TRANSACTION);
    }

    @Test
    void beforeTransaction_namesThatAreUnknown_areLookedUp() {
        session.tables = List.of("zebra");
        names.expect();

        names.beforeTransaction();
        session.status = TransactionStatus.IN_TRANSACTION;

        assertThat(known()).containsExactly("zebra");
        assertThat(session.lookUps).hasValue(1);
    }

    @Test
    void beforeTransaction_nobodyCanAskOrNothingHasChanged_looksUpNothing() {
        names.beforeTransaction();
        assertThat(session.lookUps).hasValue(0);

        names.expect();
        names.beforeTransaction();
        pass(Duration.ofHours(1));
        names.beforeTransaction();

        assertThat(session.lookUps).hasValue(1);
    }

    @Test
    void beforeTransaction_lookUpsThatTakeLong_areNotWaitedFor() {
        session.looking = () -> pass(Duration.ofSeconds(1));
        names.expect();
        names.beforeTransaction();
        names.after("CREATE TABLE");
        pass(Duration.ofHours(1));

        names.beforeTransaction();

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

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

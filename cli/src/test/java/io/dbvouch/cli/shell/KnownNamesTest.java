package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.assist.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    @AfterEach
    void close() throws IOException {
        shell.names.settle();
        shell.close();
    }

    @Test
    void get_again_looksUpOnce() {
        shell.names.get();
        shell.names.settle();
        shell.names.get();
        shell.names.settle();

        assertThat(session.lookUps).hasValue(1);
        assertThat(session.sent).isEmpty();
    }

    @Test
    void get_inATransaction_looksUpNothing() {
        session.status = TransactionStatus.IN_TRANSACTION;
        assertThat(shell.names.get()).isEqualTo(Names.NONE);
        session.status = TransactionStatus.FAILED;
        assertThat(shell.names.get()).isEqualTo(Names.NONE);
        assertThat(session.lookUps).hasValue(0);

        session.status = TransactionStatus.IDLE;
        shell.names.get();
        shell.names.settle();

        assertThat(session.lookUps).hasValue(1);
    }

    @Test
    void after_statements_thatChangeNamesAlone_looksUpAgain() {
        shell.names.get();
        shell.names.settle();
        shell.names.after("SELECT 1");
        shell.names.get();
        shell.names.settle();
        assertThat(session.lookUps).hasValue(1);

        shell.names.after("CREATE TABLE");
        shell.names.get();
        shell.names.settle();

        assertThat(session.lookUps).hasValue(2);
    }

    @Test
    void settle_slowLookUp_isCancelledAndTriedAgainLater() {
        CountDownLatch cancelled = new CountDownLatch(1);
        session.looking = () -> await(cancelled);
        session.cancelling = cancelled::countDown;

        shell.names.get();
        shell.names.settle();

        assertThat(cancelled.getCount()).isZero();
        session.looking = () -> {};
        shell.names.get();
        shell.names.settle();
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

package io.dbvouch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTailTest {
    @TempDir
    Path folder;

    @Test
    void look_entriesAppended_tellsThoseThatFit() throws IOException {
        Path ledger = folder.resolve("ledger");
        Written.create(ledger, 3);
        LedgerTail tail = new LedgerTail(ledger, 3);
        List<Long> found = new ArrayList<>();
        EntryFilter filter = new EntryFilter(null, null, null, null, null, "session.closed");

        assertThat(tail.look(filter, entry -> found.add(entry.index()))).isFalse();
        Written.append(ledger, 3, 300);
        assertThat(tail.look(filter, entry -> found.add(entry.index()))).isTrue();
        Written.append(ledger, 300, 303);
        assertThat(tail.look(filter, entry -> found.add(entry.index()))).isTrue();

        assertThat(found).hasSize(100).startsWith(5L).endsWith(302L);
    }

    @Test
    void look_ledgerPutBack_refuses() {
        Path ledger = folder.resolve("ledger");
        Written.create(ledger, 3);

        assertThatThrownBy(() -> new LedgerTail(ledger, 4).look(EntryFilter.ALL, _ -> {}))
                .isInstanceOf(AccessException.LedgerRefused.class)
                .hasMessage("the ledger has 3 entries, and had 4");
    }

    @Test
    void follow_otherThreadAppends_tellsUntilInterrupted() throws InterruptedException {
        Path ledger = folder.resolve("ledger");
        Written.create(ledger, 3);
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        Thread following = Thread.ofVirtual().start(() -> {
            try {
                new LedgerTail(ledger, 2)
                        .follow(EntryFilter.ALL, entry -> told.add(entry.index()), () -> told.add(-1L));
            } catch (InterruptedException _) {
                told.add(-2L);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(-1);
        Written.append(ledger, 3, 4);
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(-1);
        following.interrupt();
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(-2);
    }
}

package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads share a ledger, and interrupts lose nothing of it. */
class LedgerConcurrencyTest {
    @TempDir
    Path folder;

    @Test
    void append_twoLedgersOnOneFolder_seeEachOthersEntries() {
        try (Ledger one = Ledger.open(folder, CLOCK);
                Ledger other = Ledger.open(folder, CLOCK)) {
            for (int i = 0; i < 5; i++) {
                assertThat(one.append(new Draft("one", "{}")).index()).isEqualTo(1 + 2 * i);
                assertThat(other.append(new Draft("other", "{}")).index()).isEqualTo(2 + 2 * i);
            }
        }
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void append_eightThreads_everyEntryOnceInOrder() throws InterruptedException, ExecutionException {
        int threads = 8;
        int each = 60;
        List<Appended> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                Ledger shared = Ledger.open(folder, InstantSource.system())) {
            List<Future<List<Appended>>> results = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                results.add(executor.submit(() -> {
                    List<Appended> mine = new ArrayList<>();
                    try (Ledger own = Ledger.open(folder, InstantSource.system())) {
                        Ledger ledger = thread % 2 == 0 ? shared : own;
                        for (int i = 0; i < each; i++) {
                            mine.add(ledger.append(new Draft("test.thread", "{\"t\":" + thread + ",\"i\":" + i + "}")));
                        }
                    }
                    return mine;
                }));
            }
            for (Future<List<Appended>> result : results) {
                assertThat(result.get()).extracting(Appended::index).isSorted();
                all.addAll(result.get());
            }
        }

        Collections.sort(all, (a, b) -> Long.compare(a.index(), b.index()));
        assertThat(all).extracting(Appended::index).hasSize(threads * each).doesNotHaveDuplicates();
        assertThat(TestLedger.read(LedgerReader.open(folder).from(1)))
                .extracting(Entry::id)
                .isEqualTo(all.stream().map(Appended::id).toList());
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void append_interruptedThread_appendsAndStaysInterrupted() {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            Thread.currentThread().interrupt();
            Appended appended = ledger.append(new Draft("session.closed", "{}"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(appended.index()).isEqualTo(1);
            assertThat(ledger.append(new Draft("a", "{}")).index()).isEqualTo(2);
        }
    }

    @Test
    void append_interruptedAllTheTime_losesNothing() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        List<Appended> appended = new ArrayList<>();
        Thread writer = Thread.ofPlatform().start(() -> {
            try (Ledger ledger = Ledger.open(folder, CLOCK)) {
                for (int i = 0; i < 40; i++) {
                    appended.add(ledger.append(new Draft("test.interrupted", "{}")));
                }
            } finally {
                done.set(true);
            }
        });
        while (!done.get()) {
            writer.interrupt();
            Thread.onSpinWait();
        }
        writer.join();

        assertThat(appended).hasSize(40);
        assertThat(LedgerReader.open(folder).checkpoint())
                .isEqualTo(appended.getLast().checkpoint());
        assertThat(LedgerVerifier.verify(folder))
                .isEqualTo(new Verdict.Intact(appended.getLast().checkpoint(), 0, 0));
    }

    @Test
    void reader_whileOthersAppend_staysAtItsCheckpoint() {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            TestLedger.append(ledger, 2);
            ledger.seal();
            LedgerReader reader = LedgerReader.open(folder);
            TestLedger.append(ledger, 2);
            ledger.seal();

            assertThat(TestLedger.read(reader.from(0))).hasSize(3);
            assertThat(reader.size()).isEqualTo(3);
        }
    }
}

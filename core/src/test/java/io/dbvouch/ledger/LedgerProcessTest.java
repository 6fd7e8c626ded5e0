package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerProcessTest {
    @TempDir
    Path folder;

    @Test
    void append_severalProcessesAtOnce_everyEntryOnceInOrder() throws InterruptedException {
        Path ledger = folder.resolve("ledger");
        List<String> all = new ArrayList<>();
        try (WriterProcess one = WriterProcess.start("true", ledger, 5_000, 80, 1);
                WriterProcess two = WriterProcess.start("true", ledger, 5_000, 40, 2);
                WriterProcess three = WriterProcess.start("true", ledger, 5_000, 80, 1)) {
            for (WriterProcess process : List.of(one, two, three)) {
                List<String> lines = process.rest();
                assertThat(lines).hasSize(80);
                all.addAll(lines);
            }
        }

        assertAcknowledged(ledger, all);
        assertThat(TestLedger.read(ledger)).hasSize(241);
        assertThat(LedgerVerifier.verify(ledger))
                .isEqualTo(new Verdict.Intact(LedgerReader.open(ledger).checkpoint(), 0, 0));
    }

    /** Readers come at any moment: between lines, tiles, index and checkpoint of threads and processes that append. */
    @Test
    void verify_besideThreadsAndProcesses_isIntactAtEveryMoment() throws InterruptedException {
        Path ledger = folder.resolve("ledger");
        Ledger.open(ledger, InstantSource.system()).close();
        try (WriterProcess one = WriterProcess.startThreads(ledger, 30_000, 3);
                WriterProcess two = WriterProcess.startThreads(ledger, 30_000, 1)) {
            Thread first = Thread.ofPlatform().start(() -> TestLedger.unchecked(() -> drain(one)));
            Thread second = Thread.ofPlatform().start(() -> TestLedger.unchecked(() -> drain(two)));
            long size = 0;
            for (int grown = 0; grown < 25; ) {
                Verdict verdict = LedgerVerifier.verify(ledger);
                assertThat(verdict).isInstanceOf(Verdict.Intact.class);
                long now = ((Verdict.Intact) verdict).checkpoint().size();
                assertThat(now).isGreaterThanOrEqualTo(size);
                grown += now > size ? 1 : 0;
                size = now;
                LedgerReader reader = LedgerReader.open(ledger);
                assertThat(TestLedger.read(reader.last(3))).hasSize((int) Math.min(3, reader.size()));
                Entry last = TestLedger.read(reader.last(1)).getLast();
                assertThat(new LedgerProver(reader).prove(last.id())).isPresent();
                // One more that opens, takes over and seals what is not sealed yet, and goes.
                Ledger.open(ledger, InstantSource.system()).close();
            }
            one.kill();
            two.kill();
            first.join();
            second.join();
        }
    }

    private static int drain(WriterProcess process) throws IOException {
        int lines = 0;
        while (process.line() != null) {
            lines++;
        }
        return lines;
    }

    /** A limit on the size of files cuts a line off in its middle, as a full disk does. */
    @Test
    void append_writeCutShortByALimit_isRefusedAndTheLedgerStaysWhole() throws InterruptedException {
        Path ledger = folder.resolve("ledger");
        List<String> lines;
        try (WriterProcess process = WriterProcess.start("ulimit -f 8", ledger, 1_000_000, 1_000, 3)) {
            lines = process.rest();
        }

        assertThat(lines.getLast()).startsWith("refused the ledger cannot be written: ");
        List<String> acknowledged = lines.subList(0, lines.size() - 1);
        assertThat(acknowledged).hasSizeGreaterThan(10);
        assertAcknowledged(ledger, acknowledged);
        Checkpoint checkpoint = LedgerReader.open(ledger).checkpoint();
        assertThat(TestLedger.events(ledger)).hasSize(acknowledged.size() + 1).doesNotContain("ledger.recovered");
        assertThat(LedgerVerifier.verify(ledger)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
        try (Ledger again = Ledger.open(ledger, InstantSource.system())) {
            assertThat(again.append(new Draft("test.next", "{}")).index()).isEqualTo(checkpoint.size());
        }
    }

    private static void assertAcknowledged(Path ledger, List<String> acknowledged) {
        Map<String, Entry> entries = new HashMap<>();
        for (Entry entry : TestLedger.read(ledger)) {
            entries.put(entry.index() + " " + entry.id(), entry);
        }
        assertThat(acknowledged).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(entries.keySet());
    }
}

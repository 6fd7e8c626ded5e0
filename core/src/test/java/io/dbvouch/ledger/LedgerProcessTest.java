package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

    @Test
    void append_killedAgainAndAgain_everyAcknowledgedEntryIsThere() throws InterruptedException {
        Path ledger = folder.resolve("ledger");
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            try (WriterProcess process = WriterProcess.start("true", ledger, 3_000, 1_000_000, 1 + round)) {
                for (int i = 0; i < 20 + 7 * round; i++) {
                    acknowledged.add(process.line());
                }
                process.kill();
                acknowledged.addAll(process.rest());
            }
            Ledger.open(ledger, CLOCK).close();
            if (acknowledged.getLast().indexOf(' ') < 0
                    || acknowledged.getLast().length() != acknowledged.getLast().indexOf(' ') + 1 + Ulid.LENGTH) {
                // The kill cut off what the process said.
                acknowledged.removeLast();
            }

            assertAcknowledged(ledger, acknowledged);
            assertThat(LedgerVerifier.verify(ledger))
                    .isEqualTo(new Verdict.Intact(LedgerReader.open(ledger).checkpoint(), 0, 0));
        }
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
        assertThat(checkpoint.size()).isEqualTo(acknowledged.size() + 1);
        assertThat(LedgerVerifier.verify(ledger)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
        try (Ledger again = Ledger.open(ledger, CLOCK)) {
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

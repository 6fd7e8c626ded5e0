package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger with a segment for each of five days, and what tests do with it. */
abstract class PrunableLedger {
    private static final Instant DAY = Instant.parse("2026-11-01T00:00:00Z");
    static final String WHO = "{\"client\":{\"user\":\"ana\"}}";
    /** Each day has a segment of its own; the first entry of all has one, too. */
    private static final int BATCH = 150;

    @TempDir
    Path folder;

    Path ledger = Path.of("");
    Path export = Path.of("");

    @BeforeEach
    void create() {
        ledger = folder.resolve("ledger");
        export = folder.resolve("export");
        append(1, BATCH - 1);
        for (int day = 2; day <= 4; day++) {
            append(day, BATCH);
        }
        append(5, 3);
    }

    void append(int day, int count) {
        try (Ledger open = Ledger.open(ledger, () -> day(day), 1)) {
            TestLedger.append(open, 1);
        }
        // Then the rest to the same segment.
        try (Ledger open = Ledger.open(ledger, () -> day(day))) {
            TestLedger.append(open, count - 1);
        }
    }

    static Instant day(int day) {
        return DAY.plusSeconds((day - 1) * 86_400L);
    }

    PrunePlan prune(int beforeDay) {
        PrunePlan plan = LedgerPruner.plan(ledger, day(beforeDay));
        LedgerPruner.check(ledger, plan, export);
        LedgerPruner.run(ledger, plan, () -> day(9), WHO);
        return plan;
    }

    Verdict.Intact intact() {
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Intact.class);
        return (Verdict.Intact) LedgerVerifier.verify(ledger);
    }

    Verdict.Broken broken() {
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Broken.class);
        return (Verdict.Broken) LedgerVerifier.verify(ledger);
    }

    List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(ledger.resolve("entries"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<Long> indexes() {
        return TestLedger.read(ledger).stream().map(Entry::index).toList();
    }

    String refusal(PrunePlan plan, @Nullable Path exported) {
        AccessException[] thrown = new AccessException[1];
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> LedgerPruner.check(ledger, plan, exported))
                .satisfies(e -> thrown[0] = e);
        return thrown[0].getMessage();
    }

    static long first(String segment) {
        return Long.parseLong(segment.substring(0, 8));
    }
}

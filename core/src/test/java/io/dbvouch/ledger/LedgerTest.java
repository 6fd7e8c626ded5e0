package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);

    @TempDir
    Path folder;

    @Test
    void append_newLedger_isReadAndVerified() {
        Path directory = folder.resolve("state/dbvouch/ledger");
        Appended appended;
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            ledger.append(new Draft("login.succeeded", "{}"));
            appended = ledger.append(new Draft("session.opened", "{\"person\": {\"user\":\"arianna\"}}"));
        }

        assertThat(appended.index()).isEqualTo(2);
        assertThat(appended.time()).isEqualTo(NOON);
        assertThat(appended.checkpoint().size()).isEqualTo(3);
        List<Entry> entries = read(LedgerReader.open(directory).from(0));
        assertThat(entries)
                .extracting(Entry::event)
                .containsExactly("ledger.created", "login.succeeded", "session.opened");
        assertThat(entries.getLast().json())
                .isEqualTo("{\"v\":1,\"id\":\"" + appended.id()
                        + "\",\"time\":\"2026-11-22T12:00:00.123456Z\",\"event\":\"session.opened\","
                        + "\"person\": {\"user\":\"arianna\"}}");
        assertThat(LedgerVerifier.verify(directory)).isEqualTo(new Verdict.Intact(appended.checkpoint(), 0, 0));
    }

    static List<Entry> read(EntryCursor cursor) {
        List<Entry> entries = new ArrayList<>();
        try (cursor) {
            for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }
}

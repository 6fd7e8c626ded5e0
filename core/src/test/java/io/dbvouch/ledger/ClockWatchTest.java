package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumped is on record, before the first entry whose time it made. */
class ClockWatchTest {
    @TempDir
    Path folder;

    private long nanos = Long.MAX_VALUE - 1;

    @Test
    void append_clockGoesBack_isOnRecordOnceAndIdsAscend() {
        Instant before = NOON.minus(Duration.ofDays(1));
        Queue<Instant> times = new ArrayDeque<>(List.of(NOON, before, before.plusSeconds(1)));
        try (Ledger ledger = Ledger.open(folder, times::remove)) {
            Appended appended = ledger.append(new Draft("a", "{}"));
            assertThat(appended.index()).isEqualTo(2);
            assertThat(appended.time()).isEqualTo(before);
            assertThat(appended.checkpoint().size()).isEqualTo(3);
            ledger.append(new Draft("b", "{}"));
        }

        List<Entry> entries = TestLedger.read(folder);
        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "clock.jumped", "a", "b");
        assertThat(entries.get(1).json())
                .endsWith("\"time\":\"2026-11-21T12:00:00.123456Z\",\"event\":\"clock.jumped\","
                        + "\"from\":\"2026-11-22T12:00:00.123456Z\",\"to\":\"2026-11-21T12:00:00.123456Z\","
                        + "\"against\":\"last_entry\"}");
        assertThat(entries).extracting(Entry::time).containsExactly(NOON, before, before, before.plusSeconds(1));
        assertThat(entries).extracting(Entry::id).isSorted().doesNotHaveDuplicates();
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void append_clockGoesBackALittle_isNoJump() {
        Instant before = NOON.minus(ClockWatch.TOLERATED);
        Queue<Instant> times = new ArrayDeque<>(List.of(NOON, before, NOON.minusNanos(999)));
        try (Ledger ledger = Ledger.open(folder, times::remove)) {
            ledger.append(List.of(new Draft("a", "{}"), new Draft("b", "{}")));
        }

        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "a", "b");
        assertThat(TestLedger.read(folder))
                .extracting(Entry::time)
                .containsExactly(NOON, before, NOON.minusNanos(1000));
        assertThat(TestLedger.read(folder)).extracting(Entry::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void append_clockGoesBackBetweenProcesses_isOnRecord() {
        TestLedger.create(folder, 2);

        try (Ledger ledger = Ledger.open(folder, () -> NOON.minusSeconds(6))) {
            ledger.append(new Draft("a", "{}"));
        }

        assertThat(TestLedger.events(folder)).containsExactly("ledger.created", "test.counted", "clock.jumped", "a");
    }

    @Test
    void append_clockLeavesTheMonotonicClock_isOnRecordEitherWay() {
        Queue<Instant> times = new ArrayDeque<>(
                List.of(NOON, NOON.plusSeconds(10), NOON.plusSeconds(26), NOON.plusSeconds(30), NOON.plusSeconds(40)));
        ClockWatch watch = new ClockWatch(() -> nanos);
        try (Ledger ledger = Ledger.open(folder, new EntryMaker(times::remove, watch), 1000)) {
            // Past the greatest long it goes on with the least.
            nanos += Duration.ofSeconds(10).toNanos();
            ledger.append(new Draft("on.time", "{}"));
            nanos += Duration.ofSeconds(10).toNanos();
            ledger.append(new Draft("six.ahead", "{}"));
            nanos += Duration.ofSeconds(9).toNanos();
            ledger.append(new Draft("five.behind", "{}"));
            nanos += Duration.ofSeconds(16).toNanos();
            ledger.append(new Draft("six.behind", "{}"));
        }

        assertThat(TestLedger.events(folder))
                .containsExactly(
                        "ledger.created",
                        "on.time",
                        "clock.jumped",
                        "six.ahead",
                        "five.behind",
                        "clock.jumped",
                        "six.behind");
        assertThat(TestLedger.read(folder).get(2).json())
                .endsWith("\"from\":\"2026-11-22T12:00:20.123456Z\",\"to\":\"2026-11-22T12:00:26.123456Z\","
                        + "\"against\":\"monotonic_clock\"}");
        assertThat(TestLedger.read(folder).get(5).json())
                .endsWith("\"from\":\"2026-11-22T12:00:46.123456Z\",\"to\":\"2026-11-22T12:00:40.123456Z\","
                        + "\"against\":\"monotonic_clock\"}");
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void append_refusedAfterAJump_isToldWithTheNext() {
        Queue<Instant> times =
                new ArrayDeque<>(List.of(NOON, NOON.plusSeconds(1), NOON.plusSeconds(3600), NOON.plusSeconds(3600)));
        ClockWatch watch = new ClockWatch(() -> nanos);
        Draft tooLong = new Draft("long", "{\"x\":\"" + "x".repeat(Entry.LONGEST) + "\"}");
        try (Ledger ledger = Ledger.open(folder, new EntryMaker(times::remove, watch), 1000)) {
            ledger.append(new Draft("on.time", "{}"));
            assertThatThrownBy(() -> ledger.append(tooLong)).hasMessageContaining("too long");
            ledger.append(new Draft("hour.ahead", "{}"));
        }

        assertThat(TestLedger.events(folder))
                .containsExactly("ledger.created", "on.time", "clock.jumped", "hour.ahead");
    }
}

package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A large ledger that was pruned is verified on all cores, too. */
class ParallelPrunedTest {
    private static final Instant DAY = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SIZE = 20 * 256 + 100;

    @TempDir
    Path folder;

    private Path ledger = Path.of("");

    @BeforeEach
    void create() {
        ledger = folder.resolve("ledger");
    }

    /** A ledger whose first {@code pruned} entries are gone, written on the day after them. */
    private void pruned(int pruned) {
        append(1, pruned - 1);
        append(2, SIZE - pruned);
        Path export = folder.resolve("export");
        TileExport.run(ledger, export);
        PrunePlan plan = LedgerPruner.plan(ledger, day(2));
        assertThat(plan.size()).isEqualTo(pruned);
        LedgerPruner.check(ledger, plan, export);
        LedgerPruner.run(ledger, plan, () -> day(3), "{}");
    }

    private void append(int day, int count) {
        // A segment of its own, then the rest to the same.
        try (Ledger open = Ledger.open(ledger, () -> day(day), 1)) {
            TestLedger.append(open, 1);
        }
        try (Ledger open = Ledger.open(ledger, () -> day(day))) {
            if (count > 1) {
                TestLedger.append(open, count - 1);
            }
        }
    }

    private static Instant day(int day) {
        return DAY.plusSeconds((day - 1) * 86_400L);
    }

    /** The first entry there within a tile, at its start and at its end; in the first tile, and in the last. */
    @ParameterizedTest
    @ValueSource(ints = {2, 255, 256, 257, 16 * 256, 17 * 256 + 40, 20 * 256 - 1, 20 * 256, 20 * 256 + 30})
    void verify_soundLedger_isIntact(int pruned) throws IOException {
        pruned(pruned);

        assertThat(Objects.requireNonNull(check()).pruned()).isEqualTo(pruned);
        assertThat(LedgerVerifier.verify(ledger)).isEqualTo(new Verdict.Intact(checkpoint(), 0, 0, pruned));
    }

    @ParameterizedTest
    @CsvSource({
        // Of entries that are gone: a hash in a full tile, in the one they share with others, and above.
        "tile/0/000, 100, TILE",
        "tile/0/003, 40, TILE",
        "tile/1/000, 33, TILE",
        // Of those that are there: in the tile they share, and in a later one.
        "tile/0/003, 8191, TILE",
        "tile/0/010, 0, TILE",
        "entries/00000900.jsonl, 250, ENTRY",
        "entries/00000900.jsonl, 300000, ENTRY",
    })
    void verify_byteChanged_isFoundAndNamed(String name, int at, Verdict.Part part) throws IOException {
        pruned(900);
        Path file = ledger.resolve(name);
        byte[] content = Files.readAllBytes(file);
        content[at] ^= 1;
        Files.write(file, content);

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.part()).as(broken.toString()).isEqualTo(part);
            assertThat(broken.file()).isEqualTo(file);
        });
    }

    @Test
    void verify_hashOfAPrunedEntryMissing_isFound() throws IOException {
        pruned(900);
        Path tile = ledger.resolve("tile/0/001");
        Files.write(tile, new byte[256 * TreeHash.BYTES - 1]);

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(ledger))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(256));
    }

    @Test
    void verify_segmentMissingThatNoEntryAccountsFor_isFound() throws IOException {
        append(1, 3000);
        append(2, SIZE - 3001);
        Files.delete(TestLedger.segment(ledger));

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Broken.class);
    }

    /** In a run of tiles, and in the last one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 17 * 256})
    void verify_entryThatTellsOfOtherEntries_isFound(int after) throws IOException {
        append(1, SIZE - 1);
        try (Ledger open = Ledger.open(ledger, () -> day(2))) {
            String root = TreeHash.of(new byte[TreeHash.BYTES]).base64();
            open.append(new Draft(
                    "ledger.pruned",
                    "{\"entries\":5,\"size\":5,\"last_id\":\"01M81C1XJBHBVTXSXVW464BG18\",\"root\":\"" + root
                            + "\",\"segments\":[]}"));
            if (after > 0) {
                TestLedger.append(open, after);
            }
        }

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(ledger))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(SIZE));
    }

    /** Whoever has the key can sign other entries; not below the id that was pruned last. */
    @Test
    void verify_firstIdNotAboveTheLastThatWasPruned_isFound() throws IOException {
        pruned(256);
        Path segment = ledger.resolve("entries/00000256.jsonl");
        String text = Files.readString(segment);
        String id = text.substring(13, 39);
        Files.writeString(segment, text.replaceFirst(id, "0" + "0".repeat(25)), StandardCharsets.UTF_8);

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Broken.class);
    }

    private Checkpoint checkpoint() {
        return LedgerReader.open(ledger).checkpoint();
    }

    private ParallelCheck.@Nullable Sound check() throws IOException {
        return new ParallelCheck(new LedgerFolder(ledger), checkpoint()).run();
    }
}

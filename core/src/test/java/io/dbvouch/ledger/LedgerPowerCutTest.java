package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was written and not forced is older after a power cut, or torn, each file for itself. What was forced is there: the
 * segments, and, under a checkpoint that covers it, each tile that is full.
 */
class LedgerPowerCutTest {
    private static final long SEGMENT_BYTES = 20_000;
    private static final List<Integer> SEALED = List.of(250, 258, 270);
    private static final int ACKNOWLEDGED = 275;

    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    /** Each file's contents when so many entries were sealed, and at last. */
    private final Map<String, List<byte[]>> versions = new HashMap<>();

    private List<String> acknowledged = List.of();

    private void write() throws IOException {
        folder = temporary.resolve("ledger");
        try (Ledger ledger = Ledger.open(folder, CLOCK, SEGMENT_BYTES)) {
            int size = 1;
            for (int sealed : SEALED) {
                TestLedger.append(ledger, sealed - size);
                size = sealed;
                ledger.seal();
                remember();
            }
            TestLedger.append(ledger, ACKNOWLEDGED - size);
            remember();
            TestLedger.copyUnsealed(folder, temporary.resolve("cut"), SEALED.getLast());
        }
        folder = temporary.resolve("cut");
        acknowledged = TestLedger.allLines(folder);
        assertThat(acknowledged).hasSize(ACKNOWLEDGED);
    }

    private void remember() throws IOException {
        for (String name : List.of("checkpoint", "head", "tile/0/000", "tile/0/001", "tile/1/000", "index")) {
            Path file = folder.resolve(name);
            byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            versions.computeIfAbsent(name, _ -> new ArrayList<>()).add(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void open_anyMixOfOlderAndTornFiles_hasEveryAcknowledgedEntry(int checkpoint) throws IOException {
        write();
        List<byte[]> heads = new ArrayList<>(versions("head"));
        heads.removeFirst();
        heads.add(new byte[0]);
        heads.add(Arrays.copyOf(versions("head").getLast(), 60));
        byte[] tile = versions("tile/0/001").getLast();
        List<byte[]> tiles = List.of(new byte[0], Arrays.copyOf(tile, 100), tile, zeroed(tile, 3 * 32));
        List<byte[]> upper = new ArrayList<>(versions("tile/1/000").subList(0, 2));
        upper.add(new byte[32]);
        byte[] index = versions("index").getLast();
        // A tile that became full took the index with it.
        int forced = SEALED.get(checkpoint) >= 256 ? 256 * 8 : 0;
        List<byte[]> indexes = new ArrayList<>();
        indexes.add(index);
        indexes.add(Arrays.copyOf(index, Math.max(forced, 77)));
        indexes.add(zeroed(index, Math.max(forced, 80)));
        Files.write(folder.resolve("checkpoint"), versions("checkpoint").get(checkpoint));
        if (checkpoint == 0) {
            Files.write(folder.resolve("tile/0/000"), versions("tile/0/000").getFirst());
        }
        int mix = 0;
        for (byte[] head : heads) {
            for (byte[] rightEdge : tiles) {
                for (byte[] aboveIt : upper) {
                    for (byte[] offsets : indexes) {
                        Path copy = temporary.resolve("mix" + mix++);
                        TestLedger.copy(folder, copy);
                        Files.write(copy.resolve("head"), head);
                        Files.write(copy.resolve("tile/0/001"), rightEdge);
                        Files.write(copy.resolve("tile/1/000"), aboveIt);
                        Files.write(copy.resolve("index"), offsets);
                        assertWhole(copy);
                    }
                }
            }
        }
        assertThat(mix).isEqualTo(5 * 4 * 3 * 3);
    }

    @Test
    void open_nothingButSegmentsAndAnyCheckpoint_hasEveryAcknowledgedEntry() throws IOException {
        write();
        for (String name : List.of("head", "tile/0/000", "tile/0/001", "tile/1/000", "index")) {
            Files.delete(folder.resolve(name));
        }
        for (int i = 0; i < 3; i++) {
            Path copy = temporary.resolve("copy" + i);
            TestLedger.copy(folder, copy);
            Files.write(copy.resolve("checkpoint"), versions("checkpoint").get(i));
            Files.write(copy.resolve("checkpoint.tmp"), new byte[300]);
            open(copy);
        }
    }

    /** Blocks of the index that came to the disk without those before them leave a hole. */
    @Test
    void open_holeInTheIndex_isFilled() throws IOException {
        write();
        byte[] index = versions("index").get(2);
        for (int from = 256; from < 268; from++) {
            Path copy = temporary.resolve("hole" + from);
            TestLedger.copy(folder, copy);
            byte[] hole = index.clone();
            Arrays.fill(hole, from * 8, (from + 1) * 8, (byte) 0);
            Files.write(copy.resolve("index"), hole);

            open(copy);
        }
    }

    /** Where the length of a file came to the disk, and its content did not. */
    private static byte[] zeroed(byte[] content, int from) {
        return Arrays.copyOf(Arrays.copyOf(content, from), content.length);
    }

    @Test
    void read_zeroesWhereHashesAndOffsetsWere_areMissingAndNotWrong() throws IOException {
        write();
        Files.write(folder.resolve("tile/1/000"), new byte[32]);
        Path tile = folder.resolve("tile/0/001");
        Files.write(tile, zeroed(Files.readAllBytes(tile), 4 * 32));
        Path index = folder.resolve("index");
        Files.write(index, zeroed(Files.readAllBytes(index), 260 * 8));
        LedgerReader reader = LedgerReader.open(folder);

        // Ten hashes of leaves, one above them, ten offsets.
        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.missing()).isEqualTo(10 + 1 + 10));
        assertThat(reader.blockRoot(0)).isEmpty();
        assertThat(TestLedger.read(reader.from(265))).hasSize(5);
        Ulid id = TestLedger.read(reader.last(1)).getLast().id();
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> new LedgerProver(reader).prove(id))
                .withMessage("hashes are missing in the ledger's tiles");

        Ledger.open(folder, CLOCK, SEGMENT_BYTES).close();
        assertThat(new LedgerProver(LedgerReader.open(folder)).prove(id)).isPresent();
    }

    /** Only what was not forced may be zeroes. */
    @Test
    void verify_zeroesInWhatWasForced_areFound() throws IOException {
        write();
        for (String name : List.of("tile/0/000", "index")) {
            byte[] sound = Files.readAllBytes(folder.resolve(name));
            int size = name.equals("index") ? 8 : 32;
            byte[] damaged = sound.clone();
            Arrays.fill(damaged, 100 * size, 101 * size, (byte) 0);
            Files.write(folder.resolve(name), damaged);

            assertThat(LedgerVerifier.verify(folder))
                    .isInstanceOfSatisfying(
                            Verdict.Broken.class,
                            broken -> assertThat(broken.offset()).isEqualTo(100L * size));
            Files.write(folder.resolve(name), sound);
        }
    }

    private List<byte[]> versions(String name) {
        return versions.getOrDefault(name, List.of());
    }

    private void assertWhole(Path ledger) throws IOException {
        // The power was gone for longer than a reader waits for a checkpoint.
        Files.setLastModifiedTime(ledger.resolve("head"), FileTime.from(Instant.EPOCH));
        assertThat(LedgerVerifier.verify(ledger)).isInstanceOf(Verdict.Intact.class);
        open(ledger);
    }

    private void open(Path ledger) {
        try (Ledger opened = Ledger.open(ledger, CLOCK, SEGMENT_BYTES)) {
            assertThat(opened.origin()).isNotEmpty();
        }
        Checkpoint checkpoint = LedgerReader.open(ledger).checkpoint();
        assertThat(LedgerVerifier.verify(ledger)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
        List<Entry> entries = TestLedger.read(ledger);
        assertThat(entries.stream().limit(ACKNOWLEDGED).map(Entry::json).toList())
                .isEqualTo(acknowledged);
        assertThat(entries.stream().skip(ACKNOWLEDGED).map(Entry::event))
                .allMatch("ledger.recovered"::equals)
                .hasSizeLessThan(2);
        try {
            deleteAll(ledger);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hundreds of copies are a lot to leave lying about. */
    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}

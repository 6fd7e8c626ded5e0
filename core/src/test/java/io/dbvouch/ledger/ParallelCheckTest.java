package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large ledger is verified on all cores, and what is wrong in it is found and named as in a small one. */
class ParallelCheckTest {
    /** Not a whole number of tiles. */
    private static final int SIZE = 16 * 256 + 300;

    @TempDir
    Path folder;

    private Checkpoint checkpoint = new Checkpoint("none", 0, new MerkleTree().root());

    @BeforeEach
    void create() {
        folder = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(folder, CLOCK, 200_000)) {
            checkpoint = TestLedger.append(ledger, SIZE - 1);
        }
    }

    @Test
    void verify_soundLedger_isIntact() throws IOException {
        long[] firsts = new Segments(folder.resolve("entries")).list();
        Path segment = new Segments(folder.resolve("entries")).path(firsts[firsts.length - 1]);

        assertThat(check())
                .isEqualTo(new ParallelCheck.Sound(
                        TestLedger.read(folder).getLast().id(), firsts[firsts.length - 1], Files.size(segment), 0));
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));

        Files.writeString(segment, "{\"v\":1,", StandardOpenOption.APPEND);
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 7, 0));
    }

    @Test
    void verify_earlierEntryAfterTheLast_isFound() throws IOException {
        long[] firsts = new Segments(folder.resolve("entries")).list();
        Path segment = new Segments(folder.resolve("entries")).path(firsts[firsts.length - 1]);
        Files.writeString(segment, TestLedger.lines(folder).get(3) + "\n", StandardOpenOption.APPEND);

        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(SIZE));
    }

    @ParameterizedTest
    @CsvSource({
        // A byte of the first line's end, of a later one's id, of a hash, of an offset; in full tiles and in the last.
        "entries/00000000.jsonl, 150, ENTRY",
        "entries/00000000.jsonl, 100020, ENTRY",
        "tile/0/000, 40, TILE",
        "tile/0/015, 8191, TILE",
        "tile/0/017, 0, TILE",
        "tile/1/000, 33, TILE",
        "index, 15, INDEX",
        "index, 34000, INDEX",
        "checkpoint, 40, CHECKPOINT",
    })
    void verify_byteChanged_isFoundAndNamed(String name, int at, Verdict.Part part) throws IOException {
        Path file = folder.resolve(name);
        byte[] content = Files.readAllBytes(file);
        content[at] ^= 1;
        Files.write(file, content);

        if (part != Verdict.Part.CHECKPOINT) {
            assertThat(check()).isNull();
        }
        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken ->
                                assertThat(broken.part()).as(broken.toString()).isEqualTo(part));
    }

    @Test
    void verify_indexThatJoinsTwoLines_isNotSound() throws IOException {
        Path index = folder.resolve("index");
        byte[] content = Files.readAllBytes(index);
        byte[] joined = content.clone();
        System.arraycopy(content, 8 * 8, joined, 7 * 8, 8);
        Files.write(index, joined);

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.part()).isEqualTo(Verdict.Part.INDEX));
    }

    @Test
    void verify_segmentLongerOrShorterThanItsEntries_isFound() throws IOException {
        long[] firsts = new Segments(folder.resolve("entries")).list();
        Path second = new Segments(folder.resolve("entries")).path(firsts[1]);
        byte[] content = Files.readAllBytes(second);
        for (byte[] other :
                new byte[][] {Arrays.copyOf(content, content.length + 1), Arrays.copyOf(content, content.length - 1)}) {
            Files.write(second, other);

            assertThat(check()).isNull();
            assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Broken.class);
        }
    }

    @Test
    void verify_wholeNumberOfTiles_isIntact() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK, 200_000)) {
            checkpoint = TestLedger.append(ledger, 256 - SIZE % 256);
        }
        assertThat(checkpoint.size() % 256).isZero();
        assertThat(check()).isNotNull();
    }

    @Test
    void verify_otherRootSigned_isFound() throws IOException {
        SigningKey key = LedgerKeys.read(new LedgerFolder(folder));
        Checkpoint other = new Checkpoint(checkpoint.origin(), SIZE, MerkleTree.leafHash(new byte[1]));
        Files.write(
                folder.resolve("checkpoint"),
                SignedNote.sign(other.format(), key).format());

        assertThat(new ParallelCheck(new LedgerFolder(folder), other).run()).isNull();
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void verify_endOfIndexOrTileMissing_saysHowMuch() throws IOException {
        Path index = folder.resolve("index");
        Files.write(index, Arrays.copyOf(Files.readAllBytes(index), (SIZE - 1) * 8));

        assertThat(check()).isNull();
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 1));
        Files.delete(folder.resolve("tile/0/017"));
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 1 + SIZE % 256));
    }

    private ParallelCheck.@Nullable Sound check() throws IOException {
        return new ParallelCheck(new LedgerFolder(folder), checkpoint).run();
    }
}

package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole segments and tiles that are cut off, swapped, doubled or gone are found, and the place is named. */
class SegmentDamageTest {
    private static final int SIZE = 600;
    private static final long SEGMENT_BYTES = 20_000;

    @TempDir
    Path folder;

    private Segments segments = new Segments(Path.of(""));
    private long[] firsts = new long[0];

    @BeforeEach
    void create() throws IOException {
        folder = folder.resolve("ledger");
        try (Ledger ledger = Ledger.open(folder, CLOCK, SEGMENT_BYTES)) {
            TestLedger.append(ledger, SIZE - 1);
        }
        segments = new Segments(folder.resolve("entries"));
        firsts = segments.list();
        assertThat(firsts).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void verify_segmentMissing_isFound(int segment) throws IOException {
        Files.delete(segments.path(firsts[segment]));

        assertBroken(Verdict.Part.ENTRY, firsts[segment]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void verify_segmentsSwapped_isFound(int segment) throws IOException {
        Path one = segments.path(firsts[segment]);
        Path other = segments.path(firsts[segment + 1]);
        byte[] content = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(other));
        Files.write(other, content);

        assertBroken(Verdict.Part.ENTRY, firsts[segment]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void verify_segmentTwice_isFound(int segment) throws IOException {
        byte[] content = Files.readAllBytes(segments.path(firsts[segment]));
        Files.write(segments.path(firsts[segment + 1]), content);

        assertBroken(Verdict.Part.ENTRY, firsts[segment + 1]);
    }

    @Test
    void verify_segmentAgainAtTheEnd_isFound() throws IOException {
        Files.copy(segments.path(firsts[1]), segments.path(SIZE));

        assertBroken(Verdict.Part.ENTRY, SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void verify_segmentCutOff_isFound(int segment) throws IOException {
        Path file = segments.path(firsts[segment]);
        byte[] content = Files.readAllBytes(file);
        List<String> lines = Files.readAllLines(file);
        int last = lines.getLast().length() + 1;
        long lastEntry = firsts[segment] + lines.size() - 1;
        for (int cut : new int[] {1, 2, last - 1, last}) {
            Files.write(file, Arrays.copyOf(content, content.length - cut));
            assertBroken(Verdict.Part.ENTRY, lastEntry);
        }
        Files.write(file, Arrays.copyOf(content, content.length - last - 1));
        assertBroken(Verdict.Part.ENTRY, lastEntry - 1);
        Files.write(file, new byte[0]);
        assertBroken(Verdict.Part.ENTRY, firsts[segment]);
    }

    @Test
    void verify_segmentCutInTwo_isTheSameLedger() throws IOException {
        Path file = segments.path(firsts[1]);
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines.subList(0, 5)) + "\n");
        Files.writeString(segments.path(firsts[1] + 5), String.join("\n", lines.subList(5, lines.size())) + "\n");

        // Readers take any division; the index is that of another.
        assertBroken(Verdict.Part.INDEX, firsts[1] + 5);
        Files.delete(folder.resolve("index"));
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void verify_tilesSwappedDoubledOrMissing_isFound() throws IOException {
        Path first = folder.resolve("tile/0/000");
        Path second = folder.resolve("tile/0/001");
        byte[] one = Files.readAllBytes(first);
        byte[] two = Files.readAllBytes(second);

        Files.write(first, two);
        Files.write(second, one);
        assertBroken(Verdict.Part.TILE, 0);
        Files.write(first, one);
        assertBroken(Verdict.Part.TILE, 256);
        Files.write(second, Arrays.copyOf(two, two.length - 1));
        assertBroken(Verdict.Part.TILE, 511);
        Files.delete(second);
        assertBroken(Verdict.Part.TILE, 256);
        Files.write(second, two);
        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void verify_anyByteOfAnUpperTileChanged_isFound() throws IOException {
        Path file = folder.resolve("tile/1/000");
        byte[] sound = Files.readAllBytes(file);
        assertThat(sound).hasSize(2 * TreeHash.BYTES);
        for (int at = 0; at < sound.length; at++) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertBroken(Verdict.Part.TILE, at / TreeHash.BYTES);
        }
    }

    @Test
    void verify_partialTileGone_saysWhatIsMissingAndOpeningMakesItAgain() throws IOException {
        Files.delete(folder.resolve("tile/0/002"));

        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.missing()).isEqualTo(SIZE - 512));
        Ledger.open(folder, CLOCK, SEGMENT_BYTES).close();
        assertThat(TestLedger.read(folder).getLast().json()).contains("\"rebuilt\":true");
        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.missing()).isZero());
    }

    @Test
    void verify_bytesThatMeanNothing_areNoDamage() throws IOException {
        Checkpoint checkpoint = LedgerReader.open(folder).checkpoint();
        for (String name : List.of("tile/0/002", "tile/1/000", "index")) {
            Path file = folder.resolve(name);
            byte[] content = Files.readAllBytes(file);
            byte[] longer = Arrays.copyOf(content, content.length + 300);
            Arrays.fill(longer, content.length, longer.length, (byte) 'x');
            Files.write(file, longer);
        }
        Files.writeString(folder.resolve("checkpoint.tmp"), "x");

        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
        Checkpoint grown;
        try (Ledger ledger = Ledger.open(folder, CLOCK, SEGMENT_BYTES)) {
            grown = TestLedger.append(ledger, 300);
        }
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(grown, 0, 0));
        assertThat(TestLedger.events(folder)).doesNotContain("ledger.recovered");
    }

    @Test
    void verify_anyByteOfTheHeadChanged_isIntactAndOpens() throws IOException {
        Checkpoint checkpoint = LedgerReader.open(folder).checkpoint();
        Path file = folder.resolve("head");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at++) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
            Ledger.open(folder, CLOCK, SEGMENT_BYTES).close();
        }
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }

    private void assertBroken(Verdict.Part part, long number) {
        assertThat(LedgerVerifier.verify(folder)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.part()).as(broken.toString()).isEqualTo(part);
            assertThat(broken.number()).as(broken.toString()).isEqualTo(number);
        });
    }
}

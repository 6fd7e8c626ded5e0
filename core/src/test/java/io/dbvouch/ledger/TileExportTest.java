package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileExportTest {
    @TempDir
    Path folder;

    private Path directory = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void folders() {
        directory = folder.resolve("ledger");
        target = folder.resolve("export");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 512, 700})
    void run_anySize_bundlesHashToTilesAndTilesToTheSignedRoot(int size) throws IOException {
        Checkpoint checkpoint = TestLedger.create(directory, size);

        Exported exported = TileExport.run(directory, target);

        VerifierKey key = LedgerReader.open(directory).verifierKey();
        assertThat(exported).isEqualTo(new Exported(checkpoint, 0, key));
        assertHolds(checkpoint);
    }

    @Test
    void run_entryAlteredSinceTheLastExport_isRefusedAndTheExportLeftAsItIs() throws IOException {
        Path ledger = folder.resolve("altered");
        Path site = folder.resolve("kept");
        TestLedger.create(ledger, 300);
        TileExport.run(ledger, site);
        byte[] bundle = Files.readAllBytes(site.resolve("tile/entries/001.p/44"));
        byte[] lines = Files.readAllBytes(TestLedger.segment(ledger));
        lines[lines.length - 3] ^= 1;
        Files.write(TestLedger.segment(ledger), lines);

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, site))
                .withMessage("the ledger does not verify: the entries do not give the signed root");
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, folder.resolve("new")));

        assertThat(site.resolve("tile/entries/001.p/44")).hasBinaryContent(bundle);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void run_threeHundredEntries_writesTheFilesOfTheSpecification() throws IOException {
        TestLedger.create(directory, 300);
        TileExport.run(directory, target);

        assertThat(files().keySet())
                .containsExactly(
                        "checkpoint",
                        "tile/0/000",
                        "tile/0/001.p/44",
                        "tile/1/000.p/1",
                        "tile/entries/000",
                        "tile/entries/001.p/44");
        assertThat(Files.readAllBytes(target.resolve("checkpoint")))
                .isEqualTo(Files.readAllBytes(directory.resolve("checkpoint")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
    }

    /** The example of c2sp.org/tlog-tiles, "Partial Tiles". */
    @Test
    void run_seventyThousandEntries_writesTheTilesOfTheSpecification() throws IOException {
        Checkpoint checkpoint = TestLedger.create(directory, 70_000);
        TileExport.run(directory, target);

        assertThat(files().keySet().stream().filter(name -> name.matches("tile/0/\\d+")))
                .hasSize(273);
        assertThat(files().keySet())
                .contains(
                        "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1", "tile/entries/273.p/112")
                .doesNotContain("tile/0/273", "tile/1/001", "tile/2/000", "tile/3/000.p/1");
        assertHolds(checkpoint);
    }

    @Test
    void run_earlierExport_isExtendedAndKeepsWhatItHad() throws IOException {
        Map<String, byte[]> before = new TreeMap<>();
        long size = 0;
        for (int more : new int[] {1, 0, 254, 1, 1, 43, 400, 68}) {
            Checkpoint checkpoint;
            try (Ledger ledger = Ledger.open(directory, CLOCK)) {
                checkpoint = more == 0 ? LedgerReader.open(directory).checkpoint() : TestLedger.append(ledger, more);
            }

            assertThat(TileExport.run(directory, target).before()).isEqualTo(size);
            assertHolds(checkpoint);
            size = checkpoint.size();
            Map<String, byte[]> now = files();
            before.remove("checkpoint");
            before.forEach((name, content) -> assertThat(now.get(name)).as(name).isEqualTo(content));
            before = now;
        }
    }

    @Test
    void run_emptyFolder_isUsed() throws IOException {
        Checkpoint checkpoint = TestLedger.create(directory, 3);
        Files.createDirectory(target);

        TileExport.run(directory, target);

        assertHolds(checkpoint);
    }

    @Test
    void run_notAnEarlierExport_refusesAndLeavesItAlone() throws IOException {
        TestLedger.create(directory, 3);
        Files.createDirectory(target);
        Path file = Files.writeString(target.resolve("letter"), "dear");

        assertThat(refusal(target)).endsWith("it is not empty, and has no checkpoint");
        assertThat(refusal(file)).endsWith("it is not a folder");
        assertThat(files().keySet()).containsExactly("letter");
        Files.writeString(target.resolve("checkpoint"), "x");
        assertThat(refusal(target)).contains("it has another ledger's checkpoint: a note is text");
    }

    @Test
    void run_anotherLedgersExport_refuses() {
        TestLedger.create(directory, 3);
        TestLedger.create(folder.resolve("other"), 3);
        TileExport.run(folder.resolve("other"), target);

        assertThat(refusal(target)).contains("it has another ledger's checkpoint: no signature by ");
    }

    @Test
    void run_exportOfWhatTheLedgerIsNoMore_refuses() throws IOException {
        TestLedger.create(directory, 3);
        Path backup = folder.resolve("backup");
        TestLedger.copy(directory, backup);
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            TestLedger.append(ledger, 1);
        }
        TileExport.run(directory, target);
        Map<String, byte[]> before = files();

        TestLedger.copy(backup, folder.resolve("shorter"));
        assertThat(refusal(folder.resolve("shorter"), target)).endsWith("it has 4 entries, and the ledger 3");
        try (Ledger ledger = Ledger.open(backup, CLOCK)) {
            ledger.append(new Draft("test.other", "{}"));
            ledger.append(new Draft("test.other", "{}"));
        }
        assertThat(refusal(backup, target)).endsWith("its first 4 entries are not the ledger's");
        assertThat(files().keySet()).isEqualTo(before.keySet());
        assertThat(TileExport.run(directory, target).before()).isEqualTo(4);
    }

    @Test
    void run_intoALedger_refuses() throws IOException {
        TestLedger.create(directory, 3);
        TestLedger.create(folder.resolve("other"), 3);
        Path link = Files.createSymbolicLink(folder.resolve("link"), directory);

        for (Path ledger : new Path[] {
            directory,
            directory.resolve("export"),
            directory.resolve("a/b"),
            link,
            link.resolve("export"),
            folder.resolve("other")
        }) {
            assertThat(refusal(ledger)).as("%s", ledger).endsWith("it is a ledger");
        }
        assertThat(LedgerVerifier.verify(directory)).isInstanceOf(Verdict.Intact.class);
        assertThat(directory.resolve("export")).doesNotExist();
    }

    @Test
    void run_alteredEntryTileOrCheckpoint_refusesAndWritesNoCheckpoint() throws IOException {
        TestLedger.create(directory, 3);
        for (String name : new String[] {"entries/00000000.jsonl", "checkpoint"}) {
            Path altered = folder.resolve(name.replace('/', '-'));
            TestLedger.copy(directory, altered);
            byte[] bytes = Files.readAllBytes(altered.resolve(name));
            bytes[bytes.length - 5] ^= 1;
            Files.write(altered.resolve(name), bytes);

            assertThat(refusal(altered, target)).as(name).startsWith("the ledger does not verify");
            assertThat(target.resolve("checkpoint")).doesNotExist();
        }
    }

    @Test
    void run_tilesLagBehind_saysThatTheyAreMissing() throws IOException {
        TestLedger.create(directory, 300);
        TileExport.run(directory, target);
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            TestLedger.append(ledger, 1);
        }
        Path tile = directory.resolve("tile/1/000");
        Files.write(tile, new byte[0]);

        assertThat(refusal(target)).isEqualTo("hashes are missing in the ledger's tiles");
    }

    private String refusal(Path to) {
        return refusal(directory, to);
    }

    private static String refusal(Path ledger, Path to) {
        AccessException.LedgerRefused[] thrown = new AccessException.LedgerRefused[1];
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, to))
                .satisfies(e -> thrown[0] = e);
        return String.valueOf(thrown[0].getMessage());
    }

    /** What the specification says of the files for the checkpoint that is there. */
    private void assertHolds(Checkpoint checkpoint) throws IOException {
        assertThat(signed()).isEqualTo(checkpoint);
        MerkleTree tree = new MerkleTree();
        Map<String, byte[]> files = files();
        for (int tile = 0; tile * 256L < checkpoint.size(); tile++) {
            int width = (int) Math.min(256, checkpoint.size() - tile * 256L);
            ByteBuffer bundle = ByteBuffer.wrap(file(files, "entries", tile, width));
            ByteBuffer hashes = ByteBuffer.wrap(file(files, "0", tile, width));
            for (int i = 0; i < width; i++) {
                byte[] line = new byte[Short.toUnsignedInt(bundle.getShort())];
                byte[] hash = new byte[TreeHash.BYTES];
                bundle.get(line);
                hashes.get(hash);
                assertThat(MerkleTree.leafHash(line)).isEqualTo(TreeHash.of(hash));
                tree.append(TreeHash.of(hash));
            }
            assertThat(bundle.hasRemaining() || hashes.hasRemaining()).isFalse();
        }
        assertThat(tree.root()).isEqualTo(checkpoint.root());
        for (int level = 1; checkpoint.size() >>> (8 * level) > 0; level++) {
            long hashes = checkpoint.size() >>> (8 * level);
            for (int tile = 0; tile * 256L < hashes; tile++) {
                int width = (int) Math.min(256, hashes - tile * 256L);
                byte[] row = file(files, Integer.toString(level), tile, width);
                assertThat(row).hasSize(width * TreeHash.BYTES);
                for (int i = 0; i < width; i++) {
                    byte[] below = file(files, Integer.toString(level - 1), tile * 256 + i, 256);
                    assertThat(new TreeHasher().perfect(below, 0, 8))
                            .isEqualTo(Arrays.copyOfRange(row, i * TreeHash.BYTES, (i + 1) * TreeHash.BYTES));
                }
            }
        }
    }

    private Checkpoint signed() throws IOException {
        try {
            VerifierKey key = LedgerReader.open(directory).verifierKey();
            return Checkpoint.open(Files.readAllBytes(target.resolve("checkpoint")), key);
        } catch (NoteException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] file(Map<String, byte[]> files, String level, int tile, int width) {
        String name = String.format("tile/%s/%03d%s", level, tile, width == 256 ? "" : ".p/" + width);
        assertThat(files).containsKey(name);
        return files.getOrDefault(name, new byte[0]);
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                all.put(target.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return all;
    }
}

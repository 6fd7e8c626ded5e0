package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static io.dbvouch.ledger.TestLedger.lines;
import static io.dbvouch.ledger.TestLedger.segment;
import static io.dbvouch.ledger.TestLedger.writeLines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in a ledger is found, and where it is is said. */
class LedgerDamageTest {
    @TempDir
    Path folder;

    private Checkpoint checkpoint = new Checkpoint("none", 0, new MerkleTree().root());

    @BeforeEach
    void create() {
        folder = folder.resolve("ledger");
        checkpoint = TestLedger.create(folder, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "entries/00000000.jsonl, ENTRY",
        "tile/0/000, TILE",
        "index, INDEX",
        "checkpoint, CHECKPOINT",
        "key.pub, KEY",
    })
    void verify_anyByteChanged_isFound(String name, Verdict.Part part) throws IOException {
        Path file = folder.resolve(name);
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at++) {
            for (int mask : new int[] {0x01, 0x20}) {
                byte[] changed = sound.clone();
                changed[at] ^= (byte) mask;
                Files.write(file, changed);

                Verdict verdict = LedgerVerifier.verify(folder);

                assertThat(verdict).as("byte %d ^ %d", at, mask).isInstanceOf(Verdict.Broken.class);
                Verdict.Broken broken = (Verdict.Broken) verdict;
                // Another key.pub can be sound in itself: then it is the signature that does not fit.
                assertThat(broken.part()).as("byte %d ^ %d", at, mask).isIn(part, Verdict.Part.CHECKPOINT);
                if (part == Verdict.Part.ENTRY) {
                    int entry = entryAt(sound, at);
                    assertThat(broken.number()).isEqualTo(entry);
                    assertThat(broken.offset()).isEqualTo(start(sound, entry));
                    assertThat(broken.file()).isEqualTo(file);
                } else if (part == Verdict.Part.TILE) {
                    assertThat(broken.number()).isEqualTo(at / 32);
                    assertThat(broken.offset()).isEqualTo(at / 32 * 32L);
                } else if (part == Verdict.Part.INDEX) {
                    assertThat(broken.number()).isEqualTo(at / 8);
                }
            }
        }
        Files.write(file, sound);
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }

    private static int entryAt(byte[] file, int at) {
        int entry = 0;
        for (int i = 0; i < at; i++) {
            entry += file[i] == '\n' ? 1 : 0;
        }
        return entry;
    }

    private static int start(byte[] file, int entry) {
        int start = 0;
        for (int seen = 0; seen < entry; start++) {
            seen += file[start] == '\n' ? 1 : 0;
        }
        return start;
    }

    @ParameterizedTest
    @ValueSource(strings = {"entries/00000000.jsonl", "tile/0/000", "index", "checkpoint", "key.pub"})
    void verify_cutOffAnywhere_isFound(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] sound = Files.readAllBytes(file);
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));

            Verdict verdict = LedgerVerifier.verify(folder);

            if (name.startsWith("tile")) {
                assertThat(verdict).isEqualTo(new Verdict.Intact(checkpoint, 0, 6 - length / 32));
            } else if (name.equals("index")) {
                assertThat(verdict).isEqualTo(new Verdict.Intact(checkpoint, 0, 6 - length / 8));
            } else {
                assertThat(verdict).as("length %d", length).isInstanceOf(Verdict.Broken.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void verify_lineLeftOut_isFoundAtItsPlace(int entry) {
        List<String> lines = lines(folder);
        lines.remove(entry);
        writeLines(folder, lines);

        assertBroken(entry);
        assertRefusedToAppend();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void verify_lineTwice_isFoundAfterIt(int entry) {
        List<String> lines = lines(folder);
        lines.add(entry, lines.get(entry));
        writeLines(folder, lines);

        assertBroken(entry + 1);
        assertRefusedToAppend();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void verify_linesSwapped_isFoundAtTheFirst(int entry) {
        List<String> lines = lines(folder);
        Collections.swap(lines, entry, entry + 1);
        writeLines(folder, lines);

        assertBroken(entry);
    }

    @Test
    void verify_earlierLineAtTheEnd_isFound() {
        List<String> lines = lines(folder);
        lines.add(lines.get(2));
        writeLines(folder, lines);

        assertBroken(6);
        assertRefusedToAppend();
    }

    @Test
    void verify_entryAndItsLeafHashChanged_isFound() throws IOException {
        List<String> lines = lines(folder);
        lines.set(3, lines.get(3).replace("\"n\":2", "\"n\":9"));
        writeLines(folder, lines);
        Path tile = folder.resolve("tile/0/000");
        byte[] hashes = Files.readAllBytes(tile);
        byte[] leaf = MerkleTree.leafHash(lines.get(3).getBytes(StandardCharsets.UTF_8))
                .bytes();
        System.arraycopy(leaf, 0, hashes, 3 * 32, 32);
        Files.write(tile, hashes);

        assertThat(LedgerVerifier.verify(folder)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.part()).isEqualTo(Verdict.Part.CHECKPOINT);
            assertThat(broken.number()).isEqualTo(3);
            assertThat(broken.problem()).isEqualTo("the root over the entries is not the signed one");
            assertThat(broken.found()).isEqualTo(checkpoint.root().base64());
        });
        assertRefusedToAppend();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entries/00000000.jsonl", "checkpoint", "key.pub"})
    void verify_fileMissing_isFound(String name) throws IOException {
        Files.delete(folder.resolve(name));

        assertThat(LedgerVerifier.verify(folder)).isInstanceOf(Verdict.Broken.class);
        assertRefusedToAppend();
    }

    @Test
    void append_anyByteOfTheLastEntryOrCheckpointChanged_isRefused() throws IOException {
        for (String name : List.of("entries/00000000.jsonl", "checkpoint")) {
            Path file = folder.resolve(name);
            byte[] sound = Files.readAllBytes(file);
            int from = name.equals("checkpoint") ? 0 : start(sound, 5);
            for (int at = from; at < sound.length; at++) {
                byte[] changed = sound.clone();
                changed[at] ^= 1;
                Files.write(file, changed);

                assertRefusedToAppend();
                assertThat(Files.readAllBytes(file)).isEqualTo(changed);
            }
            Files.write(file, sound);
        }
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }

    @Test
    void append_ledgerOpenWhileItsEndIsChanged_isRefused() throws IOException {
        try (Ledger ledger = Ledger.open(folder, CLOCK)) {
            List<String> lines = lines(folder);
            lines.set(5, lines.get(5).replace("\"n\":4", "\"n\":5"));
            writeLines(folder, lines);

            assertThatExceptionOfType(AccessException.LedgerRefused.class)
                    .isThrownBy(() -> ledger.append(new Draft("a", "{}")))
                    .withMessage("the ledger does not verify: entry 5 was altered")
                    .satisfies(refused -> {
                        assertThat(refused.hints()).containsExactly("dbvouch ledger verify");
                        assertThat(refused.evidence())
                                .containsEntry("file", segment(folder).toString())
                                .containsEntry("part", "entry")
                                .containsEntry("number", "5")
                                .containsKeys("offset", "expected", "found");
                    });

            lines.set(5, lines.get(5).replace("\"n\":5", "\"n\":4"));
            writeLines(folder, lines);
            assertThat(ledger.append(new Draft("a", "{}")).index()).isEqualTo(6);
        }
    }

    @Test
    void append_checkpointOfAnotherLedger_isRefused() throws IOException {
        Path other = folder.resolveSibling("other");
        TestLedger.create(other, 6);
        Files.write(folder.resolve("checkpoint"), Files.readAllBytes(other.resolve("checkpoint")));

        assertBrokenPart(Verdict.Part.CHECKPOINT);
        assertRefusedToAppend();
    }

    @Test
    void append_anyByteOfTheKeyChanged_isRefused() throws IOException {
        Path file = folder.resolve("key");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at++) {
            for (int mask : new int[] {0x01, 0x20}) {
                byte[] changed = sound.clone();
                changed[at] ^= (byte) mask;
                Files.write(file, changed);

                assertRefusedToAppend();
            }
        }
        Files.write(file, sound);
        assertThat(LedgerVerifier.verify(folder)).isEqualTo(new Verdict.Intact(checkpoint, 0, 0));
    }

    private void assertRefusedToAppend() {
        assertThatExceptionOfType(AccessException.LedgerRefused.class).isThrownBy(() -> Ledger.open(folder, CLOCK));
    }

    private void assertBroken(int entry) {
        assertThat(LedgerVerifier.verify(folder)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.part()).isEqualTo(Verdict.Part.ENTRY);
            assertThat(broken.number()).isEqualTo(entry);
        });
    }

    private void assertBrokenPart(Verdict.Part part) {
        assertThat(LedgerVerifier.verify(folder))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.part()).isEqualTo(part));
    }
}

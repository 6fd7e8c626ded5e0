package io.dbvouch.ledger;

import static io.dbvouch.ledger.TestLedger.CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger verified against a checkpoint and a key that were put aside. */
class OlderCheckpointTest {
    private static final Path KEPT = Path.of("kept");

    @TempDir
    Path folder;

    private Path directory = Path.of("");

    @BeforeEach
    void folder() {
        directory = folder.resolve("ledger");
    }

    @Test
    void verify_everyOlderCheckpoint_isIntact() throws IOException {
        List<byte[]> notes = new ArrayList<>();
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            for (int i = 0; i < 260; i++) {
                TestLedger.append(ledger, 1);
                notes.add(note());
            }
        }

        for (byte[] note : notes) {
            assertThat(verify(note)).isInstanceOf(Verdict.Intact.class);
        }
    }

    @Test
    void verify_emptyCheckpoint_isIntactWhateverFollows() throws IOException {
        TestLedger.create(directory, 3);
        SigningKey key = LedgerKeys.read(new LedgerFolder(directory));

        assertThat(verify(signed(new Checkpoint(key.name(), 0, new MerkleTree().root()), key)))
                .isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void verify_rolledBackLedger_saysThatItHasFewerEntries() throws IOException {
        TestLedger.create(directory, 5);
        Path backup = folder.resolve("backup");
        TestLedger.copy(directory, backup);
        try (Ledger ledger = Ledger.open(directory, CLOCK)) {
            TestLedger.append(ledger, 2);
        }
        byte[] note = note();

        assertThat(LedgerVerifier.verify(backup)).isInstanceOf(Verdict.Intact.class);
        assertThat(LedgerVerifier.verify(backup, kept(note)))
                .isEqualTo(new Verdict.Broken(
                        Verdict.Part.CHECKPOINT,
                        2,
                        KEPT,
                        0,
                        "the ledger has fewer entries than the older checkpoint",
                        "7 entries or more",
                        "5 entries"));
    }

    /** For each entry: altered, and for each but the last: left out. */
    @Test
    void verify_rewrittenAndSignedAgain_failsAgainstTheOlderCheckpointAlone() throws IOException {
        TestLedger.create(directory, 6);
        byte[] note = note();
        List<String> lines = TestLedger.lines(directory);
        for (int i = 0; i < lines.size(); i++) {
            List<String> altered = new ArrayList<>(lines);
            altered.set(i, lines.get(i).replace("}", ",\"x\":1}"));
            assertThat(rewritten(altered, note)).as("%d altered", i).isEqualTo("the first 6 entries are not those of");

            List<String> shorter = new ArrayList<>(lines);
            shorter.remove(i);
            assertThat(rewritten(shorter, note)).as("%d left out", i).isEqualTo("the ledger has fewer entries than");

            shorter.add(lines.getLast().replaceFirst("\"id\":\"0", "\"id\":\"1"));
            assertThat(rewritten(shorter, note))
                    .as("%d left out, one added", i)
                    .isEqualTo("the first 6 entries are not those of");
        }
    }

    private String rewritten(List<String> lines, byte[] note) {
        TestLedger.rewrite(directory, lines);
        assertThat(LedgerVerifier.verify(directory)).isInstanceOf(Verdict.Intact.class);
        Verdict verdict = verify(note);
        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        return ((Verdict.Broken) verdict).problem().replaceAll(" the older checkpoint$", "");
    }

    @Test
    void verify_anotherLedgersCheckpointOrNone_saysSo() throws IOException {
        TestLedger.create(directory, 3);
        Path other = folder.resolve("other");
        TestLedger.create(other, 3);
        byte[] note = note();
        SigningKey key = LedgerKeys.read(new LedgerFolder(directory));
        TreeHash root = LedgerReader.open(directory).checkpoint().root();

        byte[] others = Files.readAllBytes(other.resolve("checkpoint"));
        assertThat(found(others)).startsWith("no signature by ");
        assertThat(found(new String(note, UTF_8).replace("\n3\n", "\n2\n").getBytes(UTF_8)))
                .startsWith("the signature of ");
        assertThat(found(signed(new Checkpoint("another.example/log", 3, root), key)))
                .isEqualTo("the checkpoint is another log's: another.example/log");
        assertThat(found("hello\n".getBytes(UTF_8))).startsWith("a note is text");
        assertThat(found(new byte[0])).startsWith("a note is text");
        assertThat(found(new byte[] {(byte) 0xff})).isEqualTo("a note is UTF-8");
    }

    private String found(byte[] note) {
        Verdict verdict = verify(note);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.file()).isEqualTo(KEPT);
            assertThat(broken.problem()).isEqualTo("the older checkpoint does not verify");
        });
        return ((Verdict.Broken) verdict).found();
    }

    @Test
    void verify_writtenAnewWithAnotherKey_failsByTheOldKey() throws IOException {
        TestLedger.create(directory, 3);
        VerifierKey old = LedgerReader.open(directory).verifierKey();
        Path anew = folder.resolve("anew");
        TestLedger.create(anew, 3);

        assertThat(LedgerVerifier.verify(anew)).isInstanceOf(Verdict.Intact.class);
        assertThat(LedgerVerifier.verify(anew, Evidence.of(old)))
                .isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
                    assertThat(broken.part()).isEqualTo(Verdict.Part.KEY);
                    assertThat(broken.expected()).isEqualTo(old.format());
                });
    }

    private byte[] note() throws IOException {
        return Files.readAllBytes(directory.resolve("checkpoint"));
    }

    private static byte[] signed(Checkpoint checkpoint, SigningKey key) {
        return SignedNote.sign(checkpoint.format(), key).format();
    }

    private Verdict verify(byte[] note) {
        return LedgerVerifier.verify(directory, kept(note));
    }

    private static Evidence kept(byte[] note) {
        return new Evidence(null, new KeptCheckpoint(KEPT, note), null);
    }
}

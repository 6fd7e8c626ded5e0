package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger that was pruned is held to what was signed as before. */
final class PrunedVerifyTest extends PrunableLedger {
    @Test
    void verify_segmentMissingThatNoEntryAccountsFor_namesIt() throws IOException {
        Files.delete(TestLedger.segment(ledger));
        assertThat(broken())
                .isEqualTo(new Verdict.Broken(
                        Verdict.Part.ENTRY,
                        0,
                        TestLedger.segment(ledger),
                        0,
                        "the first segment is missing",
                        "a segment",
                        "none"));
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TestLedger.read(ledger))
                .withMessageContaining("the first segment is missing");
    }

    @Test
    void verify_moreMissingThanWasPruned_namesIt() throws IOException {
        TileExport.run(ledger, export);
        prune(2);
        List<String> left = segments();
        Files.delete(ledger.resolve("entries").resolve(left.getFirst()));
        assertThat(broken().problem()).isEqualTo("the first segment is missing");
        // In the middle.
        TestLedger.copy(ledger, folder.resolve("copy"));
        ledger = folder.resolve("copy");
        Files.delete(ledger.resolve("entries").resolve(left.get(1)));
        assertThat(broken().part()).isEqualTo(Verdict.Part.ENTRY);
    }

    @Test
    void verify_hashOfAPrunedEntryAltered_namesTheTile() throws IOException {
        TileExport.run(ledger, export);
        prune(4);
        Path tile = ledger.resolve("tile/0/000");
        byte[] sound = Files.readAllBytes(tile);
        for (int at = 0; at < sound.length; at += 37) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(tile, changed);
            assertThat(broken().part()).as("byte %d", at).isEqualTo(Verdict.Part.TILE);
            assertThat(broken().file()).isEqualTo(tile);
        }
        Files.write(tile, Arrays.copyOf(sound, 320));
        assertThat(broken().part()).isEqualTo(Verdict.Part.TILE);
        assertThat(broken().number()).isEqualTo(10);
        assertThat(broken().offset()).isEqualTo(320);
        Files.delete(tile);
        assertThat(broken().number()).isZero();
    }

    /** Who has the key can write such an entry, but not for hashes that others signed before. */
    @Test
    void verify_entryThatTellsOfOtherEntries_isFound() throws IOException {
        TileExport.run(ledger, export);
        PrunePlan plan = LedgerPruner.plan(ledger, day(2));
        String root = TreeHash.of(new byte[32]).base64();
        try (Ledger open = Ledger.open(ledger, () -> day(9))) {
            open.append(new Draft(
                    "ledger.pruned",
                    "{\"entries\":" + plan.size() + ",\"size\":" + plan.size()
                            + ",\"last_id\":\"01M81C1XJBHBVTXSXVW464BG18\",\"root\":\"" + root
                            + "\",\"segments\":[]}"));
        }

        assertThat(broken().problem()).isEqualTo("the entries that it says were pruned are not the ledger's first");
        assertThat(broken().number()).isEqualTo(LedgerReader.open(ledger).size() - 1);
    }

    @Test
    void verify_hintMissingOrWrong_isIntactAndReads() throws IOException {
        TileExport.run(ledger, export);
        PrunePlan plan = prune(3);
        List<Long> indexes = indexes();
        for (String hint :
                new String[] {"", "x", "0", "-7", "400", "99999999999999999999", Long.toString(plan.size())}) {
            Files.writeString(ledger.resolve("pruned"), hint + "\n");
            assertThat(intact().pruned()).isEqualTo(plan.size());
            assertThat(indexes()).isEqualTo(indexes);
        }
        Files.delete(ledger.resolve("pruned"));
        assertThat(intact().pruned()).isEqualTo(plan.size());
    }

    @Test
    void verify_olderCheckpointOfWhatWasPruned_isStillHeldTo() throws IOException {
        Path early = folder.resolve("early");
        TestLedger.copy(ledger, early);
        byte[] kept = Files.readAllBytes(ledger.resolve("checkpoint"));
        append(6, 2);
        append(7, 2);
        TileExport.run(ledger, export);
        PrunePlan plan = prune(99);
        assertThat(plan.size()).isGreaterThan(LedgerReader.open(early).size());

        Evidence evidence = new Evidence(null, new KeptCheckpoint(Path.of("kept"), kept), null);
        assertThat(LedgerVerifier.verify(ledger, evidence)).isInstanceOf(Verdict.Intact.class);
        try (Ledger open = Ledger.open(early, () -> day(9))) {
            open.append(new Draft("test.other", "{}"));
        }
        Evidence other = new Evidence(
                null, new KeptCheckpoint(Path.of("kept"), Files.readAllBytes(early.resolve("checkpoint"))), null);
        assertThat(LedgerVerifier.verify(ledger, other))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.part()).isEqualTo(Verdict.Part.CHECKPOINT));
    }

    @Test
    void verify_sessionOfWhatWasPrunedAgainstTheServer_isHeldToItsRoot() throws IOException {
        String session = Ulid.create(() -> day(1)).toString();
        MerkleTree tree = new MerkleTree();
        TestLedger.read(ledger).subList(0, 20).forEach(entry -> tree.append(MerkleTree.leafHash(entry.line())));
        TileExport.run(ledger, export);
        prune(3);
        Path log = folder.resolve("server.log");
        String digits = tree.root().hex().substring(0, 12);

        Files.writeString(log, "dbvouch " + session + " 20 " + digits + "\n", StandardCharsets.UTF_8);
        assertThat(LedgerVerifier.verify(ledger, new Evidence(null, null, ServerLog.read(log, null))))
                .isInstanceOf(Verdict.Intact.class);
        Files.writeString(log, "dbvouch " + session + " 20 0123456789ab\n", StandardCharsets.UTF_8);
        assertThat(LedgerVerifier.verify(ledger, new Evidence(null, null, ServerLog.read(log, null))))
                .isInstanceOf(Verdict.Broken.class);
    }
}

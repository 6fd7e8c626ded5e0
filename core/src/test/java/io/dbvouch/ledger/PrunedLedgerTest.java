package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger that was pruned is appended to, read and exported. */
final class PrunedLedgerTest extends PrunableLedger {
    @Test
    void append_prunedLedger_goesOnAndMakesTilesAndIndexAgain() throws IOException {
        TileExport.run(ledger, export);
        PrunePlan plan = prune(4);
        Files.delete(ledger.resolve("index"));
        Files.delete(ledger.resolve("tile/1/000"));
        append(9, 300);

        assertThat(intact().pruned()).isEqualTo(plan.size());
        assertThat(TestLedger.events(ledger)).contains("ledger.recovered");
        assertThat(TileExport.run(ledger, export).checkpoint().size())
                .isEqualTo(LedgerReader.open(ledger).size());
    }

    @Test
    void find_prunedEntry_isNotThereAndTheOthersAre() {
        List<Entry> all = TestLedger.read(ledger);
        TileExport.run(ledger, export);
        PrunePlan plan = prune(3);
        LedgerReader reader = LedgerReader.open(ledger);

        assertThat(reader.find(all.getFirst().id())).isEmpty();
        assertThat(reader.pruned().orElseThrow().lastId())
                .isEqualTo(all.get((int) plan.size() - 1).id());
        assertThat(reader.find(all.get((int) plan.size()).id())).isPresent();
        assertThat(new LedgerProver(reader).prove(all.getLast().id())).isPresent();
        assertThat(TestLedger.read(reader.last(2))).hasSize(2);
        assertThat(TestLedger.read(reader.from(0))).hasSize((int) (reader.size() - plan.size()));
    }

    @Test
    void export_prunedLedger_goesOnWithAFolderThatHasThemAndRefusesOthers() throws IOException {
        TileExport.run(ledger, export);
        Path short1 = folder.resolve("short");
        TestLedger.copy(export, short1);
        append(6, 40);
        append(7, 40);
        TileExport.run(ledger, export);
        PrunePlan plan = prune(7);
        assertThat(plan.size() % 256).isNotZero();

        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, folder.resolve("new")))
                .withMessageContaining("were pruned from the ledger, and ");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> TileExport.run(ledger, short1))
                .withMessageStartingWith("entries ");
        append(9, 300);
        Exported exported = TileExport.run(ledger, export);
        assertThat(exported.checkpoint().size())
                .isEqualTo(LedgerReader.open(ledger).size());
        EntryBundles bundles = new EntryBundles(export, exported.checkpoint().size());
        MerkleTree tree = new MerkleTree();
        for (long bundle = 0; bundle * 256 < exported.checkpoint().size(); bundle++) {
            bundles.lines(bundle).forEach(line -> tree.append(MerkleTree.leafHash(line)));
        }
        assertThat(tree.root()).isEqualTo(exported.checkpoint().root());
    }
}

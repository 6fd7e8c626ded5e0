package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import io.dbvouch.ShellWord;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Compares what is to go from a ledger, entry by entry, with an export that the ledger's key has signed. */
final class PruneExportCheck {
    private final LedgerFolder folder;
    private final LedgerReader reader;
    private final Tiles tiles;

    PruneExportCheck(LedgerFolder folder, LedgerReader reader) {
        this.folder = folder;
        this.reader = reader;
        tiles = new Tiles(folder.tiles());
    }

    /**
     * Makes the export durable, too, as far as it is needed for that.
     *
     * @throws AccessException.LedgerRefused if an entry is not there
     */
    void check(PrunePlan plan, Path exported) throws IOException {
        EarlierExport export;
        try {
            export = EarlierExport.open(exported, reader.verifierKey(), reader.checkpoint(), tiles);
        } catch (EOFException e) {
            throw Refusal.tilesMissing(folder, e);
        }
        if (export.size() < plan.size()) {
            throw unexported(
                    exported, "it has " + export.size() + " entries, and those to go are up to " + plan.size());
        }
        EntryBundles bundles = export.bundles();
        for (long at = plan.first(); at < plan.size(); ) {
            long bundle = at / MerkleTree.TILE_WIDTH;
            int end = (int) Math.min(MerkleTree.TILE_WIDTH, plan.size() - bundle * MerkleTree.TILE_WIDTH);
            byte[] row = Tiles.whole(tiles, 0, bundle, end);
            List<byte[]> lines;
            try {
                lines = bundles.lines(bundle);
            } catch (EOFException e) {
                throw unexported(exported, String.valueOf(e.getMessage()));
            }
            for (int i = (int) (at % MerkleTree.TILE_WIDTH); i < end; i++, at++) {
                byte[] leaf = MerkleTree.leafHash(lines.get(i)).bytes();
                if (!Arrays.equals(leaf, 0, leaf.length, row, i * leaf.length, (i + 1) * leaf.length)) {
                    throw unexported(exported, "its entry " + at + " is not the ledger's");
                }
            }
            bundles.force(bundle);
        }
        export.force();
    }

    private static AccessException unexported(Path exported, String why) {
        return new AccessException.LedgerRefused("not everything that is to go is in " + exported + ": " + why)
                .evidence("folder", exported)
                .hint("dbvouch ledger export --tiles " + ShellWord.of(exported.toString()));
    }
}

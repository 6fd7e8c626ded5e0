package io.dbvouch.ledger;

import java.io.IOException;
import java.util.Arrays;

/** Makes tiles and index again from the entries: for what a power cut took, since neither is forced with each append. */
final class Rebuild {
    private static final int AT_ONCE = 4096;

    private final LedgerFolder folder;

    Rebuild(LedgerFolder folder) {
        this.folder = folder;
    }

    /** Writes nothing and returns false unless the entries give the signed root: what differs may be needed as evidence. */
    boolean run(Checkpoint checkpoint) throws IOException {
        if (!pass(checkpoint, false)) {
            return false;
        }
        return pass(checkpoint, true);
    }

    private boolean pass(Checkpoint checkpoint, boolean write) throws IOException {
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        Tiles tiles = new Tiles(folder.tiles());
        EntryIndex index = new EntryIndex(folder.index());
        long[] ends = new long[AT_ONCE];
        int count = 0;
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), 0, 0, checkpoint.size())) {
            while (walk.next()) {
                LineReader line = walk.line();
                byte[] leaf = hasher.leaf(line.buffer(), line.start(), line.length());
                if (!write) {
                    tree.append(leaf, (_, _, _) -> {});
                    continue;
                }
                tree.append(leaf, tiles);
                ends[count++] = line.endOffset();
                if (count == AT_ONCE) {
                    tiles.flush();
                    index.write(tree.size() - count, ends);
                    count = 0;
                }
            }
        }
        if (count > 0) {
            tiles.flush();
            index.write(tree.size() - count, Arrays.copyOf(ends, count));
        }
        return tree.size() == checkpoint.size() && tree.root().equals(checkpoint.root());
    }
}

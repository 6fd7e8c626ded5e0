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
        Segments segments = new Segments(folder.entries());
        long[] firsts = segments.list();
        long first = firsts.length == 0 ? 0 : Math.min(firsts[0], checkpoint.size());
        Growth growth = new Growth(first);
        if (!pruned(tree, first, growth)) {
            return false;
        }
        try (EntryWalk walk = new EntryWalk(segments, first, 0, checkpoint.size())) {
            while (walk.next()) {
                LineReader line = walk.line();
                byte[] leaf = hasher.leaf(line.buffer(), line.start(), line.length());
                if (!write) {
                    tree.append(leaf, (_, _, _) -> {});
                    continue;
                }
                tree.append(leaf, growth);
                growth.ended(line.endOffset());
                if (growth.count() == AT_ONCE) {
                    growth.write(folder);
                    growth = new Growth(tree.size());
                }
            }
        }
        if (write) {
            growth.write(folder);
        }
        return tree.size() == checkpoint.size() && tree.root().equals(checkpoint.root());
    }

    /** Of entries that were pruned there are the leaf hashes, which were forced before; all above them is made again. */
    private boolean pruned(MerkleTree tree, long first, Growth above) throws IOException {
        Tiles leaves = new Tiles(folder.tiles());
        while (tree.size() < first) {
            int width = (int) Math.min(MerkleTree.TILE_WIDTH, first - tree.size());
            byte[] row = leaves.row(0, tree.size() / MerkleTree.TILE_WIDTH, width);
            if (row.length < width * TreeHash.BYTES) {
                return false;
            }
            for (int at = 0; at < row.length; at += TreeHash.BYTES) {
                tree.append(Arrays.copyOfRange(row, at, at + TreeHash.BYTES), (level, index, hash) -> {
                    if (level > 0) {
                        above.accept(level, index, hash);
                    }
                });
            }
        }
        return true;
    }
}

package io.dbvouch.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
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
        return rightEdge(checkpoint) || (pass(checkpoint, false) && pass(checkpoint, true));
    }

    /**
     * All that a power cut can take: tiles that are not full, and the offsets since the last one became full. It takes the
     * entries since then, and the full tiles below those that are not: nobody waits long for the lock.
     */
    private boolean rightEdge(Checkpoint checkpoint) throws IOException {
        long base = checkpoint.size() - checkpoint.size() % MerkleTree.TILE_WIDTH;
        Segments segments = new Segments(folder.entries());
        long[] firsts = segments.list();
        int holding = Segments.holding(firsts, base);
        if (base == 0 || holding < 0) {
            return false;
        }
        long[] before = new EntryIndex(folder.index()).ends(base - 1, base);
        if (before.length == 0 && firsts[holding] != base) {
            return false;
        }
        Growth growth = new Growth(base);
        TreeHasher hasher = new TreeHasher();
        MerkleTree tree;
        try {
            tree = MerkleTree.restore(base, new UpperRows(new Tiles(folder.tiles()), hasher, growth));
        } catch (EOFException _) {
            return false;
        }
        long start = firsts[holding] == base ? 0 : before[0];
        if (start > Files.size(segments.path(firsts[holding]))) {
            return false;
        }
        try (EntryWalk walk = new EntryWalk(segments, base, start, checkpoint.size())) {
            while (walk.next()) {
                LineReader line = walk.line();
                tree.append(hasher.leaf(line.buffer(), line.start(), line.length()), growth);
                growth.ended(line.endOffset());
            }
        }
        if (tree.size() != checkpoint.size() || !tree.root().equals(checkpoint.root())) {
            return false;
        }
        growth.write(folder);
        return true;
    }

    /** Makes the tiles above level 0 that are not full from those below, which are. */
    private record UpperRows(Tiles tiles, TreeHasher hasher, Growth made) implements MerkleTree.TileSource {
        @Override
        public byte[] row(int level, long tile, int count) throws IOException {
            byte[] row = new byte[count * TreeHash.BYTES];
            for (int i = 0; i < count; i++) {
                long index = tile * MerkleTree.TILE_WIDTH + i;
                byte[] hash = hasher.perfect(
                        Tiles.whole(tiles, level - 1, index, MerkleTree.TILE_WIDTH), 0, MerkleTree.TILE_HEIGHT);
                made.accept(level, index, hash);
                System.arraycopy(hash, 0, row, i * TreeHash.BYTES, TreeHash.BYTES);
            }
            return row;
        }
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

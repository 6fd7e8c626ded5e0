package io.dbvouch.ledger;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle tree of RFC 6962, section 2.1, as an appender needs it: the roots of the perfect subtrees that make it up, one
 * for each bit of its size. Appending and {@link #root()} cost O(log size) hashes and memory. Not for use by several
 * threads at once.
 */
public final class MerkleTree {
    /** A hash in a C2SP tlog-tiles tile stands for 2^8 hashes of the level below. */
    static final int TILE_HEIGHT = 8;

    /** The number of hashes in a full tile. */
    static final int TILE_WIDTH = 1 << TILE_HEIGHT;

    /** Learns each hash that belongs into a tile, in order within each level. */
    @FunctionalInterface
    interface TileSink {
        /** The hash number {@code index} of {@code level} is now final. */
        void accept(int level, long index, byte[] hash) throws IOException;
    }

    /** Gives the hashes of a partial tile. */
    @FunctionalInterface
    interface TileSource {
        /** The first {@code count} hashes of tile {@code tile} of {@code level}, concatenated. */
        byte[] row(int level, long tile, int count) throws IOException;
    }

    private final TreeHasher hasher = new TreeHasher();
    /** The root of the perfect subtree of 2^i leaves at {@code peaks[i]}, where bit i of the size is set. */
    private final byte[] @Nullable [] peaks = new byte[Long.SIZE][];

    private long size;

    /** The empty tree. */
    public MerkleTree() {}

    /** The tree of {@code size} leaves, from the partial tiles at its right edge. */
    static MerkleTree restore(long size, TileSource tiles) throws IOException {
        MerkleTree tree = new MerkleTree();
        tree.size = size;
        for (int level = 0; level * TILE_HEIGHT < Long.SIZE && size >>> (level * TILE_HEIGHT) != 0; level++) {
            long hashes = size >>> (level * TILE_HEIGHT);
            int partial = (int) (hashes % TILE_WIDTH);
            if (partial > 0) {
                byte[] row = tiles.row(level, hashes / TILE_WIDTH, partial);
                int first = 0;
                for (int bit = TILE_HEIGHT - 1; bit >= 0; bit--) {
                    if (((partial >>> bit) & 1) == 1) {
                        tree.peaks[level * TILE_HEIGHT + bit] = tree.hasher.perfect(row, first, bit);
                        first += 1 << bit;
                    }
                }
            }
        }
        return tree;
    }

    /** SHA-256(0x00 ‖ data): the hash of one leaf. */
    public static TreeHash leafHash(byte[] data) {
        return leafHash(data, data.length);
    }

    /** As {@link #leafHash(byte[])}, of the first {@code length} bytes. */
    static TreeHash leafHash(byte[] data, int length) {
        return TreeHash.of(new TreeHasher().leaf(data, 0, length));
    }

    /** SHA-256(0x01 ‖ left ‖ right): the hash of an inner node. */
    public static TreeHash nodeHash(TreeHash left, TreeHash right) {
        return TreeHash.of(new TreeHasher().node(left.bytes(), right.bytes()));
    }

    /** Appends a leaf by its hash. */
    public void append(TreeHash leaf) {
        try {
            append(leaf.bytes(), (_, _, _) -> {});
        } catch (IOException e) {
            throw new IllegalStateException("nothing is written", e);
        }
    }

    /** Appends a leaf by its hash and tells {@code tiles} what it completed. */
    void append(byte[] leaf, TileSink tiles) throws IOException {
        tiles.accept(0, size, leaf);
        append(leaf, 0, tiles);
    }

    /** Appends 256 leaves, to a tree of a multiple of 256, by the root over them. What is on level 0 is not told of. */
    void appendTile(byte[] root, TileSink tiles) throws IOException {
        if (size % TILE_WIDTH != 0) {
            throw new IllegalStateException("the last tile is not full");
        }
        tiles.accept(1, size / TILE_WIDTH, root);
        append(root, TILE_HEIGHT, tiles);
    }

    private void append(byte[] subtree, int subtreeHeight, TileSink tiles) throws IOException {
        byte[] hash = subtree;
        int height = subtreeHeight;
        for (long index = size >>> height; (index & 1) == 1; ) {
            hash = hasher.node(Objects.requireNonNull(peaks[height]), hash);
            peaks[height] = null;
            height++;
            index >>>= 1;
            if (height % TILE_HEIGHT == 0) {
                tiles.accept(height / TILE_HEIGHT, index, hash);
            }
        }
        peaks[height] = hash;
        size += 1L << subtreeHeight;
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** MTH(D[n]): the root; SHA-256 of nothing for the empty tree. */
    public TreeHash root() {
        byte @Nullable [] root = null;
        for (byte[] peak : peaks) {
            if (peak != null) {
                root = root == null ? peak : hasher.node(peak, root);
            }
        }
        return TreeHash.of(root == null ? hasher.empty() : root);
    }
}

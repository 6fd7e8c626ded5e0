package io.dbvouch.ledger;

import java.io.EOFException;
import java.io.IOException;

/** A tree whose hashes lie in tiles. Any subtree's root costs O(log size) hashes and file reads; no entry is read. */
final class TileTree {
    private final MerkleTree.TileSource tiles;
    private final TreeHasher hasher = new TreeHasher();

    TileTree(MerkleTree.TileSource tiles) {
        this.tiles = tiles;
    }

    /** MTH(D[0:size]): the root when the tree had {@code size} leaves. */
    TreeHash root(long size) throws IOException {
        return size == 0 ? TreeHash.of(hasher.empty()) : hash(0, size);
    }

    /**
     * MTH(D[from:to]) of RFC 6962, section 2.1.
     *
     * @param from a multiple of the smallest power of two that is not below {@code to - from}
     * @throws EOFException if a tile holds fewer hashes than that takes
     */
    TreeHash hash(long from, long to) throws IOException {
        return TreeHash.of(range(from, to));
    }

    private byte[] range(long from, long to) throws IOException {
        long split = Long.highestOneBit(to - from);
        if (split == to - from) {
            return perfect(from, Long.numberOfTrailingZeros(split));
        }
        return hasher.node(range(from, from + split), range(from + split, to));
    }

    private byte[] perfect(long from, int height) throws IOException {
        int level = height / MerkleTree.TILE_HEIGHT;
        int rest = height % MerkleTree.TILE_HEIGHT;
        long hash = from >>> (level * MerkleTree.TILE_HEIGHT);
        long tile = hash / MerkleTree.TILE_WIDTH;
        int first = (int) (hash % MerkleTree.TILE_WIDTH);
        byte[] row = Tiles.whole(tiles, level, tile, first + (1 << rest));
        return hasher.perfect(row, first, rest);
    }
}

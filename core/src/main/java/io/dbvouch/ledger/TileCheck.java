package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Compares the tiles on the disk with the hashes that the entries give. */
final class TileCheck implements MerkleTree.TileSink {
    private final Path folder;
    private final Tiles tiles;
    private final long size;
    private final boolean absent;
    private final byte[][] rows = new byte[Long.SIZE / MerkleTree.TILE_HEIGHT][];
    private Verdict.@Nullable Broken problem;
    private byte[] expected = new byte[0];
    private long missing;

    TileCheck(Path folder, long size) {
        this.folder = folder;
        this.size = size;
        tiles = new Tiles(folder);
        absent = !Files.exists(folder);
    }

    /** Whether the tile has {@code hash}, or no hash, for the leaf {@code index}. */
    boolean leaf(long index, byte[] hash) throws IOException {
        byte @Nullable [] stored = stored(0, index);
        if (stored == null || Arrays.equals(stored, hash) || problem != null) {
            return true;
        }
        expected = stored;
        return false;
    }

    /** The hash that the tile had for the leaf that {@link #leaf} said no to, in hexadecimal. */
    String expected() {
        return HexFormat.of().formatHex(expected);
    }

    /** The root of the tree whose leaves are those of the level 0 tiles. */
    TreeHash rootFromTiles() throws IOException {
        MerkleTree tree = new MerkleTree();
        for (long first = 0; first < size; first += MerkleTree.TILE_WIDTH) {
            byte[] row = tiles.row(0, first / MerkleTree.TILE_WIDTH, width(0, first));
            for (int at = 0; at < row.length; at += TreeHash.BYTES) {
                tree.append(Arrays.copyOfRange(row, at, at + TreeHash.BYTES), (_, _, _) -> {});
            }
        }
        return tree.root();
    }

    @Override
    public void accept(int level, long index, byte[] hash) throws IOException {
        byte @Nullable [] stored = stored(level, index);
        boolean partial = width(level, index) < MerkleTree.TILE_WIDTH;
        if (stored == null && (partial || absent)) {
            missing++;
        } else if (problem == null && (stored == null || !Arrays.equals(stored, hash))) {
            problem = new Verdict.Broken(
                    Verdict.Part.TILE,
                    index,
                    Tiles.path(folder, level, index / MerkleTree.TILE_WIDTH),
                    index % MerkleTree.TILE_WIDTH * TreeHash.BYTES,
                    "a hash in a tile of level " + level + " is not that of the entries",
                    HexFormat.of().formatHex(hash),
                    stored == null ? "nothing" : HexFormat.of().formatHex(stored));
        }
    }

    private byte @Nullable [] stored(int level, long index) throws IOException {
        int at = (int) (index % MerkleTree.TILE_WIDTH) * TreeHash.BYTES;
        // A leaf is looked at twice: when it is hashed, and when it has been appended.
        if (rows[level] == null || at == 0) {
            rows[level] = tiles.row(level, index / MerkleTree.TILE_WIDTH, width(level, index));
        }
        byte[] row = rows[level];
        return row.length < at + TreeHash.BYTES ? null : Arrays.copyOfRange(row, at, at + TreeHash.BYTES);
    }

    /** How many hashes the tile that holds hash {@code index} has at this size. */
    private int width(int level, long index) {
        long hashes = size >>> (level * MerkleTree.TILE_HEIGHT);
        long first = index - index % MerkleTree.TILE_WIDTH;
        return (int) Math.min(MerkleTree.TILE_WIDTH, hashes - first);
    }

    Verdict.@Nullable Broken problem() {
        return problem;
    }

    /** How many hashes of partial tiles are not on the disk. */
    long missing() {
        return missing;
    }
}

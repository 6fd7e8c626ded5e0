package io.dbvouch.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The hashes of the tree in files, one for each tile of C2SP tlog-tiles, named by its coordinates. A tile that is not full
 * yet lies in the same file, which grows: its first {@code 32 * k} bytes are the partial tile of width k.
 */
final class Tiles implements MerkleTree.TileSource {
    private static final byte[] NOTHING = new byte[TreeHash.BYTES];

    private final Path folder;

    Tiles(Path folder) {
        this.folder = folder;
    }

    /** The path of a tile as in c2sp.org/tlog-tiles: number 1234067 of level 0 is {@code 0/x001/x234/067}. */
    static Path path(Path folder, int level, long tile) {
        return path(folder, Integer.toString(level), tile);
    }

    /** As {@link #path(Path, int, long)}, for what is no level: {@code entries}. */
    static Path path(Path folder, String level, long tile) {
        StringBuilder path = new StringBuilder(threeDigits(tile % 1000));
        for (long rest = tile / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        return folder.resolve(level).resolve(path.toString());
    }

    private static String threeDigits(long number) {
        return (number < 10 ? "00" : number < 100 ? "0" : "") + number;
    }

    /**
     * The first {@code count} hashes of a tile, or fewer where the file holds fewer. Zeroes are none: a power cut leaves them
     * where the length of a file came to the disk before its content.
     */
    @Override
    public byte[] row(int level, long tile, int count) throws IOException {
        Path path = path(folder, level, tile);
        if (!Files.exists(path)) {
            return new byte[0];
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long hashes = Math.min(count, file.length() / TreeHash.BYTES);
            byte[] row = new byte[(int) hashes * TreeHash.BYTES];
            file.readFully(row);
            return written(row);
        }
    }

    private static byte[] written(byte[] row) {
        for (int at = 0; at < row.length; at += TreeHash.BYTES) {
            if (Arrays.equals(row, at, at + TreeHash.BYTES, NOTHING, 0, TreeHash.BYTES)) {
                return Arrays.copyOf(row, at);
            }
        }
        return row;
    }

    /**
     * All of the first {@code count} hashes of a tile.
     *
     * @throws EOFException if the file holds fewer
     */
    static byte[] whole(MerkleTree.TileSource tiles, int level, long tile, int count) throws IOException {
        byte[] row = tiles.row(level, tile, count);
        if (row.length < count * TreeHash.BYTES) {
            throw new EOFException("tile " + tile + " of level " + level + " has " + row.length / TreeHash.BYTES
                    + " hashes of " + count);
        }
        return row;
    }

    /**
     * Writes hashes that follow one another within a tile. A tile that becomes full is forced, for appends do not look at it
     * again; a partial one is not, for it can be made again from the entries. What lies behind stays: it means nothing.
     */
    void write(int level, long first, byte[] hashes) throws IOException {
        Path path = path(folder, level, first / MerkleTree.TILE_WIDTH);
        Path parent = path.resolveSibling("");
        if (!Files.exists(path)) {
            Disk.createFolder(parent);
            Disk.createIfMissing(path);
        }
        boolean full = (first + hashes.length / TreeHash.BYTES) % MerkleTree.TILE_WIDTH == 0;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(first % MerkleTree.TILE_WIDTH * TreeHash.BYTES);
            file.write(hashes);
            if (full) {
                file.getFD().sync();
            }
        }
        if (full) {
            Disk.force(parent);
        }
    }
}

package io.dbvouch.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Writes the tiles and entry bundles of c2sp.org/tlog-tiles, from an entry on whose number is a multiple of 256. */
final class TileWriter implements MerkleTree.TileSink {
    private static final String ENTRIES = "entries";

    private final Path folder;
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private final ByteArrayOutputStream[] rows = new ByteArrayOutputStream[Long.SIZE / MerkleTree.TILE_HEIGHT];
    private final MerkleTree tree;
    private final TreeHasher hasher = new TreeHasher();
    private final Set<Path> written = new HashSet<>();

    /**
     * Goes on after the first {@code size} entries.
     *
     * @param folder where the levels lie
     * @param tiles the tiles of those
     */
    TileWriter(Path folder, long size, Tiles tiles) throws IOException {
        this.folder = folder;
        tree = MerkleTree.restore(size, (level, tile, count) -> Tiles.whole(tiles, level, tile, count));
        for (int level = 0; level < rows.length; level++) {
            rows[level] = new ByteArrayOutputStream();
            long hashes = size >>> (level * MerkleTree.TILE_HEIGHT);
            int partial = (int) (hashes % MerkleTree.TILE_WIDTH);
            if (partial > 0) {
                rows[level].writeBytes(Tiles.whole(tiles, level, hashes / MerkleTree.TILE_WIDTH, partial));
            }
        }
    }

    /** Adds an entry. */
    void append(byte[] line) throws IOException {
        bundle.write(line.length >>> 8);
        bundle.write(line.length);
        bundle.writeBytes(line);
        tree.append(hasher.leaf(line, 0, line.length), this);
        if (tree.size() % MerkleTree.TILE_WIDTH == 0) {
            write(Tiles.path(folder, ENTRIES, tree.size() / MerkleTree.TILE_WIDTH - 1), bundle);
        }
    }

    @Override
    public void accept(int level, long index, byte[] hash) throws IOException {
        rows[level].writeBytes(hash);
        if ((index + 1) % MerkleTree.TILE_WIDTH == 0) {
            write(Tiles.path(folder, level, index / MerkleTree.TILE_WIDTH), rows[level]);
        }
    }

    /** Writes the tiles that are not full, makes all files durable, and gives the root over all entries. */
    TreeHash finish() throws IOException {
        int entries = (int) (tree.size() % MerkleTree.TILE_WIDTH);
        if (entries > 0) {
            write(partial(Tiles.path(folder, ENTRIES, tree.size() / MerkleTree.TILE_WIDTH), entries), bundle);
        }
        for (int level = 0; level < rows.length; level++) {
            int width = rows[level].size() / TreeHash.BYTES;
            long hashes = tree.size() >>> (level * MerkleTree.TILE_HEIGHT);
            if (width > 0) {
                write(partial(Tiles.path(folder, level, hashes / MerkleTree.TILE_WIDTH), width), rows[level]);
            }
        }
        for (Path parent : written) {
            Disk.force(parent);
        }
        return tree.root();
    }

    /** {@code 067} of width 3 is {@code 067.p/3}. */
    static Path partial(Path tile, int width) {
        return tile.resolveSibling(tile.getFileName() + ".p").resolve(Integer.toString(width));
    }

    private void write(Path file, ByteArrayOutputStream content) throws IOException {
        Path parent = file.resolveSibling("");
        Disk.createFolder(parent);
        Disk.replace(file, content.toByteArray());
        written.add(parent);
        content.reset();
    }
}

package io.dbvouch.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the entry bundles of c2sp.org/tlog-tiles that an export has. */
final class EntryBundles {
    private static final int LONGEST = MerkleTree.TILE_WIDTH * (Entry.LONGEST + Short.BYTES);

    private final Path folder;
    private final long size;
    private final Set<Path> forced = new HashSet<>();

    /**
     * Of an export.
     *
     * @param folder the export
     * @param size how many entries it has
     */
    EntryBundles(Path folder, long size) {
        this.folder = folder;
        this.size = size;
    }

    /**
     * The lines of a bundle, which are 256, or fewer in the last one.
     *
     * @throws EOFException if the file has fewer
     */
    List<byte[]> lines(long bundle) throws IOException {
        int width = width(bundle);
        Path path = path(bundle);
        List<byte[]> lines = new ArrayList<>(width);
        if (Files.exists(path)) {
            ByteBuffer content = ByteBuffer.wrap(Disk.read(path, LONGEST));
            while (lines.size() < width && content.remaining() >= Short.BYTES) {
                int length = Short.toUnsignedInt(content.getShort());
                if (length > content.remaining()) {
                    break;
                }
                byte[] line = new byte[length];
                content.get(line);
                lines.add(line);
            }
        }
        if (lines.size() < width) {
            throw new EOFException(path + " has " + lines.size() + " entries of " + width);
        }
        return lines;
    }

    private int width(long bundle) {
        return (int) Math.min(MerkleTree.TILE_WIDTH, size - bundle * MerkleTree.TILE_WIDTH);
    }

    private Path path(long bundle) {
        Path path = Tiles.path(folder.resolve("tile"), "entries", bundle);
        return width(bundle) < MerkleTree.TILE_WIDTH ? TileWriter.partial(path, width(bundle)) : path;
    }

    /** Makes a bundle durable, with the names of the folders that lead to it. */
    void force(long bundle) throws IOException {
        Path path = path(bundle);
        Disk.force(path);
        for (Path parent = path.getParent();
                parent != null && !parent.equals(folder) && forced.add(parent);
                parent = parent.getParent()) {
            Disk.force(parent);
        }
    }
}

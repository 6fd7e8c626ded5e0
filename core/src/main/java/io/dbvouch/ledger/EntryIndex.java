package io.dbvouch.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where each entry ends: eight bytes an entry, big-endian, the offset in its segment of the byte after its newline. Made
 * from the entries, and can be made again.
 */
final class EntryIndex {
    private final Path path;

    EntryIndex(Path path) {
        this.path = path;
    }

    /** The offsets of the entries from {@code first} up to, but without, {@code end}, or fewer where the file is shorter. */
    long[] ends(long first, long end) throws IOException {
        if (!Files.exists(path)) {
            return new long[0];
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long count = Math.max(0, Math.min(end, file.length() / Long.BYTES) - first);
            byte[] bytes = new byte[Math.toIntExact(count * Long.BYTES)];
            file.seek(first * Long.BYTES);
            file.readFully(bytes);
            long[] ends = new long[(int) count];
            ByteBuffer.wrap(bytes).asLongBuffer().get(ends);
            return ends;
        }
    }

    /**
     * Writes the offsets of the entries from {@code first} on. Forced whenever a level 0 tile gets full, so that a crash
     * leaves little to make again. What lies behind stays: it means nothing.
     */
    void write(long first, long[] ends) throws IOException {
        if (!Files.exists(path)) {
            Disk.createIfMissing(path);
        }
        ByteBuffer bytes = ByteBuffer.allocate(ends.length * Long.BYTES);
        bytes.asLongBuffer().put(ends);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(first * Long.BYTES);
            file.write(bytes.array());
            if (first / MerkleTree.TILE_WIDTH != (first + ends.length) / MerkleTree.TILE_WIDTH) {
                file.getFD().sync();
            }
        }
    }
}

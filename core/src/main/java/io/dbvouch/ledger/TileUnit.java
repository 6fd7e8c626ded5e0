package io.dbvouch.ledger;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The 256 entries of one full tile: what can be checked of them without those before. */
final class TileUnit implements Callable<TileUnit.Checked> {
    private static final int FIRST_BYTES = 1 << 17;

    private final LedgerFolder folder;
    private final long first;
    private final int[] starts = new int[MerkleTree.TILE_WIDTH + 1];
    private final long[] ends = new long[MerkleTree.TILE_WIDTH];
    private byte[] lines = new byte[FIRST_BYTES];
    private int count;

    /**
     * What was found.
     *
     * @param root of the tree over the entries; null if a line is no entry, or tile or index are not those of the lines
     * @param firstId the id of the first entry
     * @param lastId the id of the last entry
     */
    record Checked(@Nullable TreeHash root, Ulid firstId, Ulid lastId) {
        private static final Ulid NONE = new Ulid(0, 0);
        private static final Checked UNSOUND = new Checked(null, NONE, NONE);
    }

    /** Starts with entry {@code first}, a multiple of 256. */
    TileUnit(LedgerFolder folder, long first) {
        this.folder = folder;
        this.first = first;
    }

    /** Adds the next line. */
    void add(LineReader line) {
        int start = starts[count];
        int length = line.length();
        if (lines.length - start < length) {
            lines = Arrays.copyOf(lines, Math.max(2 * lines.length, start + length));
        }
        System.arraycopy(line.buffer(), line.start(), lines, start, length);
        ends[count++] = line.endOffset();
        starts[count] = start + length;
    }

    boolean isFull() {
        return count == MerkleTree.TILE_WIDTH;
    }

    /** How much memory it takes. */
    int bytes() {
        return lines.length;
    }

    @Override
    public Checked call() throws IOException {
        byte[] row = new Tiles(folder.tiles()).row(0, first / MerkleTree.TILE_WIDTH, MerkleTree.TILE_WIDTH);
        if (row.length != MerkleTree.TILE_WIDTH * TreeHash.BYTES
                || !Arrays.equals(ends, new EntryIndex(folder.index()).ends(first, first + MerkleTree.TILE_WIDTH))) {
            return Checked.UNSOUND;
        }
        TreeHasher hasher = new TreeHasher();
        Ulid firstId = null;
        Ulid last = null;
        for (int i = 0; i < count; i++) {
            int length = starts[i + 1] - starts[i];
            byte[] leaf = hasher.leaf(lines, starts[i], length);
            Ulid id = Entry.id(lines, starts[i], length);
            int at = i * TreeHash.BYTES;
            if (id == null
                    || (last != null && id.compareTo(last) <= 0)
                    || !Arrays.equals(row, at, at + TreeHash.BYTES, leaf, 0, TreeHash.BYTES)) {
                return Checked.UNSOUND;
            }
            firstId = firstId == null ? id : firstId;
            last = id;
        }
        return firstId == null || last == null
                ? Checked.UNSOUND
                : new Checked(TreeHash.of(hasher.perfect(row, 0, MerkleTree.TILE_HEIGHT)), firstId, last);
    }
}

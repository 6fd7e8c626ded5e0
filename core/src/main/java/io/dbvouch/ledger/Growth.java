package io.dbvouch.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What entries that follow one another add to the tiles and to the index, until it is written there. */
final class Growth implements MerkleTree.TileSink {
    private final List<Row> rows = new ArrayList<>();
    private final long first;
    private long[] ends = new long[4];
    private int count;

    /** Hashes that follow one another within one tile. */
    private record Row(int level, long first, ByteArrayOutputStream hashes) {
        long end() {
            return first + hashes.size() / TreeHash.BYTES;
        }
    }

    /** Of entries from number {@code first} on. */
    Growth(long first) {
        this.first = first;
    }

    /** The number of the first entry. */
    long first() {
        return first;
    }

    /** The number of the entry after the last. */
    long end() {
        return first + count;
    }

    int count() {
        return count;
    }

    @Override
    public void accept(int level, long index, byte[] hash) {
        Row row = null;
        for (int i = rows.size() - 1; i >= 0 && row == null; i--) {
            Row candidate = rows.get(i);
            if (candidate.level == level && candidate.end() == index && index % MerkleTree.TILE_WIDTH != 0) {
                row = candidate;
            }
        }
        if (row == null) {
            row = new Row(level, index, new ByteArrayOutputStream(TreeHash.BYTES));
            rows.add(row);
        }
        row.hashes.writeBytes(hash);
    }

    /** The next entry ends at this offset of its segment. */
    void ended(long end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = end;
    }

    /** Adds what goes on where this ends. */
    void add(Growth next) {
        if (next.first != end()) {
            throw new IllegalArgumentException("entry " + next.first + " does not follow on " + end());
        }
        for (Row row : next.rows) {
            byte[] hashes = row.hashes.toByteArray();
            for (int at = 0; at < hashes.length; at += TreeHash.BYTES) {
                accept(row.level, row.first + at / TreeHash.BYTES, Arrays.copyOfRange(hashes, at, at + TreeHash.BYTES));
            }
        }
        for (int i = 0; i < next.count; i++) {
            ended(next.ends[i]);
        }
    }

    /** Writes it. What others write of the same entries meanwhile is the same. */
    void write(LedgerFolder folder) throws IOException {
        Tiles tiles = new Tiles(folder.tiles());
        for (Row row : rows) {
            tiles.write(row.level, row.first, row.hashes.toByteArray());
        }
        if (count > 0) {
            new EntryIndex(folder.index()).write(first, Arrays.copyOf(ends, count));
        }
    }
}

package io.dbvouch.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The entries of some full tiles that follow one another: what can be checked of them without those before. It reads them
 * from where the index says they are, and finds that they are lines there; of those that were pruned it takes the hashes in
 * the tiles. Used for one run of tiles after another, so that its memory is taken once.
 */
final class TileUnit implements Callable<TileUnit.Checked> {
    /** The most tiles of a run: opening the files then costs nothing beside hashing. */
    static final int TILES = 16;

    /** What fits into the caches of one core; holds several of the longest lines. */
    private static final int BUFFER = 1 << 18;

    private final LedgerFolder folder;
    private final Segments segments;
    private final long[] firsts;
    private final long pruned;
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] leaves = new byte[TILES * MerkleTree.TILE_WIDTH * TreeHash.BYTES];

    /** One byte more in front, for that before the first line. */
    private final byte[] buffer = new byte[1 + BUFFER];

    private final ByteBuffer words = Newlines.words(buffer);
    private long first;
    private int count;
    private @Nullable Ulid firstId;
    private @Nullable Ulid lastId;
    private List<PrunedPart> parts = List.of();

    /**
     * What a sound run holds.
     *
     * @param roots for each tile the root of the tree over its entries
     * @param firstId the id of the first entry; null where they were pruned
     * @param lastId the id of the last entry; null where they were pruned
     * @param parts what entries {@code ledger.pruned} among them say
     */
    record Checked(
            List<TreeHash> roots,
            @Nullable Ulid firstId,
            @Nullable Ulid lastId,
            List<PrunedPart> parts) {}

    /** For runs of a ledger with the segments {@code firsts}, of which the first {@code pruned} entries are not there. */
    TileUnit(LedgerFolder folder, long[] firsts, long pruned) {
        this.folder = folder;
        this.pruned = pruned;
        this.firsts = firsts.clone();
        segments = new Segments(folder.entries());
    }

    /** Goes to the {@code count} entries from {@code first} on: whole tiles, at most {@link #TILES}, all pruned or none. */
    void set(long first, int count) {
        this.first = first;
        this.count = count;
    }

    /** Null if a line is no entry or not where it should be, or if tiles or index are not those of the lines. */
    @Override
    public @Nullable Checked call() throws IOException {
        firstId = null;
        lastId = null;
        parts = new ArrayList<>();
        boolean gone = first < pruned;
        if (!gone && (!entries() || firstId == null || lastId == null)) {
            return null;
        }
        TreeHash[] roots = new TreeHash[count / MerkleTree.TILE_WIDTH];
        Tiles tiles = new Tiles(folder.tiles());
        for (int i = 0; i < roots.length; i++) {
            int from = i * MerkleTree.TILE_WIDTH;
            byte[] row = tiles.row(0, (first + from) / MerkleTree.TILE_WIDTH, MerkleTree.TILE_WIDTH);
            int at = from * TreeHash.BYTES;
            boolean sound = gone
                    ? row.length == MerkleTree.TILE_WIDTH * TreeHash.BYTES
                    : Arrays.equals(row, 0, row.length, leaves, at, at + MerkleTree.TILE_WIDTH * TreeHash.BYTES);
            if (!sound) {
                return null;
            }
            roots[i] = TreeHash.of(hasher.perfect(row, 0, MerkleTree.TILE_HEIGHT));
        }
        return new Checked(List.of(roots), firstId, lastId, List.copyOf(parts));
    }

    /** Hashes the entries, segment by segment. */
    private boolean entries() throws IOException {
        // The end of the entry before, where there is one, is where the first starts.
        int before = first == 0 ? 0 : 1;
        long[] ends = new EntryIndex(folder.index()).ends(first - before, first + count);
        int segment = Segments.holding(firsts, first);
        if (ends.length != before + count || segment < 0) {
            return false;
        }
        for (int done = 0; done < count; segment++) {
            boolean isLast = segment + 1 == firsts.length;
            int until = isLast ? count : (int) Math.min(count, firsts[segment + 1] - first);
            long start = firsts[segment] == first + done ? 0 : ends[before + done - 1];
            boolean toItsEnd = !isLast && firsts[segment + 1] == first + until;
            if (!segment(
                    firsts[segment], start, Arrays.copyOfRange(ends, before + done, before + until), done, toItsEnd)) {
                return false;
            }
            done = until;
        }
        return true;
    }

    /** Hashes entries of one segment, the first of which is number {@code done} of this run and starts at {@code from}. */
    private boolean segment(long segment, long from, long[] ends, int done, boolean toItsEnd) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segments.path(segment).toFile(), "r")) {
            if (toItsEnd && file.length() != ends[ends.length - 1]) {
                return false;
            }
            file.seek(from);
            long start = from;
            for (int at = 0; at < ends.length; ) {
                int fitting = at;
                while (fitting < ends.length && ends[fitting] - start <= BUFFER) {
                    fitting++;
                }
                if (fitting == at || ends[fitting - 1] <= start) {
                    return false;
                }
                file.readFully(buffer, 1, (int) (ends[fitting - 1] - start));
                if (!lines(start, ends, at, fitting, done + at)) {
                    return false;
                }
                start = ends[fitting - 1];
                at = fitting;
            }
            return true;
        } catch (EOFException _) {
            return false;
        }
    }

    /** Hashes the lines that lie in the buffer and end at {@code ends[from]} up to {@code ends[to - 1]}. */
    private boolean lines(long offset, long[] ends, int from, int to, int leaf) {
        int start = 1;
        for (int i = from; i < to; i++) {
            long end = ends[i] - offset + 1;
            if (end <= start || end - start > Entry.LONGEST + 1) {
                return false;
            }
            int newline = (int) end - 1;
            Ulid id = Entry.id(buffer, start, newline - start);
            boolean follows = id != null && (lastId == null || id.compareTo(lastId) > 0);
            if (!follows || Newlines.next(words, start, (int) end) != newline) {
                return false;
            }
            PrunedPart part = PrunedPart.read(first + leaf + i - from, buffer, start, newline - start);
            if (part != null) {
                parts.add(part);
            }
            hasher.leafInPlace(buffer, start, newline - start, leaves, (leaf + i - from) * TreeHash.BYTES);
            firstId = firstId == null ? id : firstId;
            lastId = id;
            start = (int) end;
        }
        return true;
    }
}

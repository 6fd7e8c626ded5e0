package io.dbvouch.ledger;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a ledger that is as it was signed, on all cores: one thread reads the lines, the others hash them, a tile at a
 * time. It only tells whether everything is sound; where something is not, {@link EntriesCheck} goes through it again in
 * order and names the place.
 */
final class ParallelCheck {
    /** A ledger with fewer entries is not worth the threads. */
    private static final int WORTHWHILE = 16 * MerkleTree.TILE_WIDTH;

    /** What is read and not yet hashed takes no more memory than this, in bytes. */
    private static final long MOST_AHEAD = 8L << 20;

    private final LedgerFolder folder;
    private final Checkpoint checkpoint;
    private final MerkleTree tree = new MerkleTree();
    private final TreeHasher hasher = new TreeHasher();
    private final TileCheck tiles;
    private final Queue<Ahead> ahead = new ArrayDeque<>();
    private long bytesAhead;
    private @Nullable Ulid last;

    /** A unit that is being hashed. */
    private record Ahead(Future<TileUnit.Checked> checked, int bytes) {}

    /**
     * Where a sound ledger ends.
     *
     * @param last the id of its last entry
     * @param segment the segment of the last entry, by the index of its first
     * @param end where in it the last entry ends
     */
    record Sound(Ulid last, long segment, long end) {}

    ParallelCheck(LedgerFolder folder, Checkpoint checkpoint) {
        this.folder = folder;
        this.checkpoint = checkpoint;
        tiles = new TileCheck(folder.tiles(), checkpoint.size());
    }

    /** Null unless all entries, tiles and offsets are there and lead to the signed root, or where it is not worthwhile. */
    @Nullable
    Sound run() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        if (checkpoint.size() < WORTHWHILE || cores < 2) {
            return null;
        }
        ExecutorService executor = Executors.newFixedThreadPool(cores);
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), 0, 0, checkpoint.size())) {
            return run(walk, executor);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            executor.shutdownNow();
        }
    }

    private @Nullable Sound run(EntryWalk walk, ExecutorService executor)
            throws IOException, ExecutionException, InterruptedException {
        long whole = checkpoint.size() - checkpoint.size() % MerkleTree.TILE_WIDTH;
        TileUnit unit = new TileUnit(folder, 0);
        while (walk.index() + 1 < whole && walk.next()) {
            unit.add(walk.line());
            if (unit.isFull()) {
                ahead.add(new Ahead(executor.submit(unit), unit.bytes()));
                bytesAhead += unit.bytes();
                unit = new TileUnit(folder, walk.index() + 1);
                while (bytesAhead > MOST_AHEAD) {
                    if (!take()) {
                        return null;
                    }
                }
            }
        }
        while (!ahead.isEmpty()) {
            if (!take()) {
                return null;
            }
        }
        return tree.size() == whole ? rest(walk) : null;
    }

    /** Adds the unit that comes next; false if it is not sound. */
    private boolean take() throws IOException, ExecutionException, InterruptedException {
        Ahead next = ahead.remove();
        bytesAhead -= next.bytes;
        TileUnit.Checked checked = next.checked.get();
        if (checked.root() == null || (last != null && checked.firstId().compareTo(last) <= 0)) {
            return false;
        }
        last = checked.lastId();
        tree.appendTile(checked.root().bytes(), tiles);
        return tiles.problem() == null;
    }

    /** The entries of the tile that is not full. */
    private @Nullable Sound rest(EntryWalk walk) throws IOException {
        long[] ends = new EntryIndex(folder.index()).ends(tree.size(), checkpoint.size());
        int count = 0;
        while (walk.next()) {
            LineReader line = walk.line();
            Ulid id = Entry.id(line.buffer(), line.start(), line.length());
            boolean follows = id != null && (last == null || id.compareTo(last) > 0);
            if (!follows || count == ends.length || ends[count++] != line.endOffset()) {
                return null;
            }
            last = id;
            tree.append(hasher.leaf(line.buffer(), line.start(), line.length()), tiles);
        }
        boolean sound = walk.problem() == null
                && tiles.problem() == null
                && tiles.missing() == 0
                && tree.size() == checkpoint.size()
                && tree.root().equals(checkpoint.root());
        return sound && last != null
                ? new Sound(last, walk.segmentFirst(), walk.line().endOffset())
                : null;
    }
}

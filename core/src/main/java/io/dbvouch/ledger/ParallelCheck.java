package io.dbvouch.ledger;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a ledger that is as it was signed, on all cores: each reads and hashes some tiles at a time, or takes the
 * hashes of entries that were pruned. It only tells
 * whether everything is sound; where something is not, {@link EntriesCheck} goes through it again in order and names the
 * place.
 */
final class ParallelCheck {
    /** A ledger with fewer entries is not worth the threads. */
    private static final int WORTHWHILE = 16 * MerkleTree.TILE_WIDTH;

    private final LedgerFolder folder;
    private final Checkpoint checkpoint;
    private final MerkleTree tree = new MerkleTree();
    private final TreeHasher hasher = new TreeHasher();
    private final TileCheck tiles;
    private final PrunedCheck pruned;
    private final Queue<Ahead> ahead = new ArrayDeque<>();
    private final Queue<TileUnit> free = new ArrayDeque<>();
    private @Nullable Ulid last;

    /** A unit that is at work. */
    private record Ahead(TileUnit unit, Future<TileUnit.@Nullable Checked> checked) {}

    /**
     * Where a sound ledger ends.
     *
     * @param last the id of its last entry
     * @param segment the segment of the last entry, by the index of its first
     * @param end where in it the last entry ends
     * @param pruned how many of its first entries are not there
     */
    record Sound(Ulid last, long segment, long end, long pruned) {}

    ParallelCheck(LedgerFolder folder, Checkpoint checkpoint) throws IOException {
        this.folder = folder;
        this.checkpoint = checkpoint;
        tiles = new TileCheck(folder.tiles(), checkpoint.size());
        pruned = PrunedCheck.of(folder, checkpoint.size());
        last = pruned.lastGone();
    }

    /** Null unless all entries, tiles and offsets are there and lead to the signed root, or where it is not worthwhile. */
    @Nullable
    Sound run() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        if (checkpoint.size() < WORTHWHILE || cores < 2 || pruned.isUnaccounted()) {
            return null;
        }
        long[] firsts = new Segments(folder.entries()).list();
        // One for each core to work on, and one to go on with when that is done.
        for (int i = 0; i < 2 * cores; i++) {
            free.add(new TileUnit(folder, firsts, pruned.first()));
        }
        ExecutorService executor = Executors.newFixedThreadPool(cores);
        try {
            // At least one entry is left, which tells where the last one lies.
            long whole = wholeTiles(checkpoint.size() - 1);
            boolean sound = tiles(executor, wholeTiles(pruned.first()))
                    && firstTileThere(firsts, whole)
                    && tiles(executor, whole);
            return sound ? rest(firsts) : null;
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

    private static long wholeTiles(long entries) {
        return entries / MerkleTree.TILE_WIDTH * MerkleTree.TILE_WIDTH;
    }

    /** Whether the first {@code whole} entries are sound, of which the tree has some. */
    private boolean tiles(ExecutorService executor, long whole)
            throws IOException, ExecutionException, InterruptedException {
        long next = tree.size();
        while (tree.size() < whole) {
            while (next < whole && !free.isEmpty()) {
                TileUnit unit = free.remove();
                int count = (int) Math.min(whole - next, TileUnit.TILES * MerkleTree.TILE_WIDTH);
                unit.set(next, count);
                ahead.add(new Ahead(unit, executor.submit(unit)));
                next += count;
            }
            if (!take()) {
                return false;
            }
        }
        return true;
    }

    /** Adds the unit that comes next; false if it is not sound. */
    private boolean take() throws IOException, ExecutionException, InterruptedException {
        Ahead next = ahead.remove();
        TileUnit.Checked checked = next.checked.get();
        if (checked == null || !follows(checked.firstId())) {
            return false;
        }
        free.add(next.unit);
        last = checked.lastId() == null ? last : checked.lastId();
        for (TreeHash root : checked.roots()) {
            tree.appendTile(root.bytes(), tiles);
        }
        for (PrunedPart part : checked.parts()) {
            if (!pruned.isRight(part)) {
                return false;
            }
        }
        return tiles.problem() == null;
    }

    private boolean follows(@Nullable Ulid id) {
        return id == null || last == null || id.compareTo(last) > 0;
    }

    /** The tile in which the first entry lies that was not pruned, unless it is the tile's first. */
    private boolean firstTileThere(long[] firsts, long whole) throws IOException {
        long end = tree.size() + MerkleTree.TILE_WIDTH;
        if (tree.size() == pruned.first()) {
            return true;
        }
        return pruned.run(tree, tiles, List.of()) == null && (end > whole || oneByOne(firsts, end) != null);
    }

    /** The entries after those. */
    private @Nullable Sound rest(long[] firsts) throws IOException {
        Sound sound = oneByOne(firsts, checkpoint.size());
        return tiles.missing() == 0 && tree.root().equals(checkpoint.root()) ? sound : null;
    }

    /** Goes on to the end of entry {@code until - 1}; null if not all until there are sound. */
    private @Nullable Sound oneByOne(long[] firsts, long until) throws IOException {
        long from = tree.size();
        // Inside a segment, the first of them starts where the entry before ends.
        int before = Arrays.binarySearch(firsts, from) < 0 ? 1 : 0;
        long[] ends = new EntryIndex(folder.index()).ends(from - before, until);
        if (ends.length < before) {
            return null;
        }
        long start = before == 0 ? 0 : ends[0];
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), from, start, until)) {
            return oneByOne(walk, Arrays.copyOfRange(ends, before, ends.length), until);
        }
    }

    private @Nullable Sound oneByOne(EntryWalk walk, long[] ends, long until) throws IOException {
        int count = 0;
        while (walk.next()) {
            LineReader line = walk.line();
            Ulid id = Entry.id(line.buffer(), line.start(), line.length());
            PrunedPart part = PrunedPart.read(walk);
            boolean sound = id != null
                    && follows(id)
                    && (part == null || pruned.isRight(part))
                    && count < ends.length
                    && ends[count++] == line.endOffset();
            if (!sound) {
                return null;
            }
            last = id;
            tree.append(hasher.leaf(line.buffer(), line.start(), line.length()), tiles);
        }
        boolean sound = walk.problem() == null && tiles.problem() == null && tree.size() == until;
        return sound && last != null
                ? new Sound(last, walk.segmentFirst(), walk.line().endOffset(), pruned.first())
                : null;
    }
}

package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a ledger and checks, without reading old entries, that
 *
 * <ol>
 *   <li>the checkpoint is signed with the ledger's key, or is the one that the head knows;
 *   <li>the tiles at the right edge of the tree give the signed root;
 *   <li>the last entry lies where the index says, and its hash is the last leaf;
 *   <li>the lines after it, as far as the head vouches for them, give the head's root.
 * </ol>
 *
 * Tiles and index are not forced with each checkpoint. Where a power cut took a part of them, they are made again from the
 * entries, if these give the signed root.
 */
final class TailReader {
    private final LedgerFolder folder;
    private final SigningKey key;
    private final HeadKey headKey;
    private final @Nullable Checkpoint acknowledged;
    private boolean rebuilt;
    private long vouched;
    private boolean contradicted;
    private long sealed;
    private long sealedSegment;
    private long sealedEnd;

    /**
     * Reads a ledger.
     *
     * @param acknowledged what this process has acknowledged; null for nothing
     */
    TailReader(LedgerFolder folder, SigningKey key, HeadKey headKey, @Nullable Checkpoint acknowledged) {
        this.acknowledged = acknowledged;
        this.folder = folder;
        this.key = key;
        this.headKey = headKey;
    }

    /** How many entries the checkpoint covers. */
    long sealed() {
        return sealed;
    }

    /** The segment of the last entry that the checkpoint covers, by the number of its first. */
    long sealedSegment() {
        return sealedSegment;
    }

    /** Where in it that entry ends. */
    long sealedEnd() {
        return sealedEnd;
    }

    /** How many entries the head tells of; 0 if there is none that is right. */
    long vouched() {
        return vouched;
    }

    /** Whether there is a head that is right, and the lines are not those that it tells of. */
    boolean contradicted() {
        return contradicted;
    }

    /** Whether {@link #read()} had to make tiles and index again. */
    boolean rebuilt() {
        return rebuilt;
    }

    Tail read() throws IOException {
        byte[] note;
        try {
            note = Disk.read(folder.checkpoint(), LedgerVerifier.LONGEST_NOTE);
        } catch (NoSuchFileException _) {
            throw Refusal.broken(folder.checkpoint(), "the checkpoint is missing");
        }
        TreeHash seal = Head.sealOf(note);
        Head head = Head.parse(Head.read(folder.head()), headKey);
        Checkpoint checkpoint =
                checkpoint(folder, key, note, head != null && head.sealed().equals(seal));
        Tail tail = sealedTail(checkpoint, seal);
        sealed = tail.size();
        sealedSegment = tail.segment;
        sealedEnd = tail.end;
        if (head == null) {
            return tail;
        }
        vouched = head.state().size();
        if (vouched <= tail.size() || tail.follow(head, new Segments(folder.entries()))) {
            contradicted = vouched == tail.size()
                    && !tail.tree.root().equals(head.state().root());
            return tail;
        }
        contradicted = true;
        return sealedTail(checkpoint, seal);
    }

    private Tail sealedTail(Checkpoint checkpoint, TreeHash seal) throws IOException {
        Tail tail = quickly(checkpoint, seal);
        if (tail == null) {
            rebuilt = true;
            if (new Rebuild(folder).run(checkpoint)) {
                tail = quickly(checkpoint, seal);
            }
        }
        if (tail == null) {
            if (LedgerVerifier.verifyLocked(folder.path()) instanceof Verdict.Broken broken) {
                throw Refusal.broken(broken);
            }
            throw Refusal.broken(folder.entries(), "the end of the entries is not as signed");
        }
        return tail;
    }

    /**
     * Reads a checkpoint.
     *
     * @param known whether the head knows it: to check its signature costs as much as all the rest, and who has made the
     *     head has done it
     * @throws AccessException.LedgerRefused if it is not one, or not this ledger's
     */
    static Checkpoint checkpoint(LedgerFolder folder, SigningKey key, byte[] note, boolean known) {
        try {
            SignedNote parsed = SignedNote.parse(note);
            Checkpoint checkpoint = Checkpoint.parse(parsed.text());
            if (checkpoint.origin().equals(key.name()) && (known || key.hasSigned(parsed))) {
                return checkpoint;
            }
            throw Refusal.broken(folder.checkpoint(), "the checkpoint is not signed with the ledger's key")
                    .evidence("origin", checkpoint.origin())
                    .evidence("key", key.name());
        } catch (NoteException e) {
            throw Refusal.broken(folder.checkpoint(), "the checkpoint cannot be read")
                    .evidence("found", e.getMessage());
        }
    }

    /** The tail, or null where tiles and index do not lead to it. */
    private @Nullable Tail quickly(Checkpoint checkpoint, TreeHash seal) throws IOException {
        long size = checkpoint.size();
        Tiles tiles = new Tiles(folder.tiles());
        MerkleTree tree;
        try {
            tree = MerkleTree.restore(size, new WholeTiles(tiles));
        } catch (TilesTooShortException _) {
            return null;
        }
        if (!tree.root().equals(checkpoint.root())) {
            return null;
        }
        if (size == 0) {
            return new Tail(checkpoint, seal, tree, 0, 0, null, acknowledged);
        }
        Segments segments = new Segments(folder.entries());
        long[] firsts = segments.list();
        int holding = Segments.holding(firsts, size - 1);
        if (holding < 0) {
            return null;
        }
        long first = firsts[holding];
        long[] ends = recentEnds(size, firsts);
        int leafAt = (int) ((size - 1) % MerkleTree.TILE_WIDTH);
        byte[] row = tiles.row(0, (size - 1) / MerkleTree.TILE_WIDTH, leafAt + 1);
        if (ends == null || row.length != (leafAt + 1) * TreeHash.BYTES) {
            return null;
        }
        long start = first == size - 1 ? 0 : ends[ends.length - 2];
        long end = ends[ends.length - 1];
        TreeHash leaf = TreeHash.of(Arrays.copyOfRange(row, leafAt * TreeHash.BYTES, row.length));
        Path file = segments.path(first);
        Tail.Last last = Tail.Last.read(file, start, end, leaf);
        return last == null ? null : new Tail(checkpoint, seal, tree, first, end, last, acknowledged);
    }

    /**
     * The offsets that were not forced, with the one before; null where one is missing, or is none. Where they ascend they
     * are those that were written: a power cut leaves nothing, or zeroes. Those of entries that were pruned mean nothing.
     */
    private long @Nullable [] recentEnds(long size, long[] firsts) throws IOException {
        long from = Math.max(firsts[0], Math.min(size - 2, size - size % MerkleTree.TILE_WIDTH - 1));
        long[] ends = new EntryIndex(folder.index()).ends(from, size);
        if (ends.length != size - from) {
            return null;
        }
        for (int i = 0; i < ends.length; i++) {
            boolean follows = i > 0 && Arrays.binarySearch(firsts, from + i) < 0;
            if (ends[i] <= (follows ? ends[i - 1] : 0)) {
                return null;
            }
        }
        return ends;
    }

    /** Tiles that have all hashes they should have. Not a lambda: those make a program start slowly. */
    private record WholeTiles(Tiles tiles) implements MerkleTree.TileSource {
        @Override
        public byte[] row(int level, long tile, int count) throws IOException {
            byte[] row = tiles.row(level, tile, count);
            if (row.length != count * TreeHash.BYTES) {
                throw new TilesTooShortException();
            }
            return row;
        }
    }

    /** A tile lacks hashes that the checkpoint covers. */
    private static final class TilesTooShortException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}

package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries that a checkpoint covers, while others may append. It proves nothing: that is {@link LedgerVerifier}'s
 * part. Needs neither the signing key nor the lock.
 */
public final class LedgerReader {
    /** The entries of a block, which is what one tile of level 0 has the hashes of. */
    public static final int BLOCK = MerkleTree.TILE_WIDTH;

    private final LedgerFolder folder;
    private final Segments segments;
    private final SignedNote note;
    private final Checkpoint checkpoint;
    private byte[] roots = new byte[0];
    private long rootsTile = -1;
    private long first = -1;
    private @Nullable PrunedPart pruned;

    private LedgerReader(LedgerFolder folder, SignedNote note, Checkpoint checkpoint) {
        this.note = note;
        this.folder = folder;
        this.segments = new Segments(folder.entries());
        this.checkpoint = checkpoint;
    }

    /**
     * Reads the ledger as it is now; entries appended from now on are not seen. Waits up to a second for the checkpoint over
     * entries that are acknowledged already, if there are any that it does not cover.
     *
     * @throws AccessException.LedgerRefused if there is no ledger, or it cannot be read
     */
    public static LedgerReader open(Path directory) {
        LedgerFolder folder = new LedgerFolder(directory.toAbsolutePath());
        LateSeal.await(folder);
        try {
            byte[] note = Disk.read(folder.checkpoint(), LedgerVerifier.LONGEST_NOTE);
            SignedNote signed = SignedNote.parse(note);
            return new LedgerReader(folder, signed, Checkpoint.parse(signed.text()));
        } catch (NoSuchFileException _) {
            throw Refusal.noLedger(folder);
        } catch (NoteException e) {
            throw Refusal.broken(folder.checkpoint(), "the checkpoint cannot be read")
                    .evidence("found", e.getMessage());
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
    }

    /** The state that is read, unverified. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The checkpoint with its signatures, as it lies on the disk. */
    public SignedNote signedCheckpoint() {
        return note;
    }

    /**
     * The verifier key that lies in the ledger, to be kept elsewhere.
     *
     * @throws AccessException.LedgerRefused if it is missing or cannot be read
     */
    public VerifierKey verifierKey() {
        try {
            return LedgerVerifier.publicKey(folder);
        } catch (NoteException e) {
            throw Refusal.broken(folder.publicKey(), "the verifier key cannot be read")
                    .evidence("found", e.getMessage());
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the verifier key cannot be read", e);
        }
    }

    /**
     * The number of the first entry that is there: 0, or how many were pruned.
     *
     * @throws AccessException.LedgerRefused if the first segment is missing, and no entry says that it was pruned
     */
    public long first() {
        if (first < 0) {
            try {
                long[] firsts = segments.list();
                long start = firsts.length == 0 ? 0 : firsts[0];
                if (start > 0) {
                    pruned = start < size() ? PrunedPart.find(folder, start, size()) : null;
                    if (pruned == null) {
                        throw Refusal.broken(folder.entries(), "the first segment is missing");
                    }
                }
                first = start;
            } catch (IOException e) {
                throw Refusal.io(folder.path(), "the ledger cannot be read", e);
            }
        }
        return first;
    }

    /** What was pruned, or is to be as soon as that goes on, by the entry that says so; unverified. */
    public Optional<PrunedPart> pruned() {
        return first() == 0 ? Optional.empty() : Optional.ofNullable(pruned);
    }

    /** The number of entries, with those that were pruned. */
    public long size() {
        return checkpoint.size();
    }

    /** The last {@code count} entries, or all where there are fewer, in order. */
    public EntryCursor last(long count) {
        return from(Math.max(0, size() - Math.max(0, count)));
    }

    /** The entry with this id, if there is one. Ids ascend, so that it takes reading O(log size) entries. */
    public Optional<Entry> find(Ulid id) {
        long low = first();
        long high = size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            Entry entry;
            try (EntryCursor cursor = from(middle)) {
                entry = cursor.next().orElseThrow();
            }
            int order = entry.id().compareTo(id);
            if (order == 0) {
                return Optional.of(entry);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Optional.empty();
    }

    /**
     * The root over the {@link #BLOCK} entries of a block as the tiles have it, unverified; none where it is not on the disk.
     *
     * @param block number 0 has the entries 0 to 255
     */
    public Optional<TreeHash> blockRoot(long block) {
        int at = (int) (block % BLOCK) * TreeHash.BYTES;
        long tile = block / BLOCK;
        try {
            if (tile != rootsTile) {
                roots = new Tiles(folder.tiles()).row(1, tile, (int) Math.min(BLOCK, size() / BLOCK - tile * BLOCK));
                rootsTile = tile;
            }
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
        return roots.length < at + TreeHash.BYTES
                ? Optional.empty()
                : Optional.of(TreeHash.of(Arrays.copyOfRange(roots, at, at + TreeHash.BYTES)));
    }

    LedgerFolder folder() {
        return folder;
    }

    /** The entries from {@code index} on, in order, but those that were pruned. Nothing before them is read. */
    public EntryCursor from(long index) {
        if (index < 0 || index > size()) {
            throw new IllegalArgumentException("no entry " + index + " among " + size());
        }
        try {
            return index == size() ? EntryCursor.empty(folder) : cursor(Math.max(index, first()));
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
    }

    private EntryCursor cursor(long index) throws IOException {
        long[] firsts = segments.list();
        int holding = Segments.holding(firsts, index);
        if (holding < 0) {
            throw Refusal.broken(folder.entries(), "the first segment is missing");
        }
        long first = firsts[holding];
        if (index == first) {
            return new EntryCursor(folder, new EntryWalk(segments, index, 0, size()), index);
        }
        long[] ends = new EntryIndex(folder.index()).ends(index - 1, index + 1);
        if (ends.length == 2 && isAt(first, index, ends[0], ends[1])) {
            return new EntryCursor(folder, new EntryWalk(segments, index, ends[0], size()), index);
        }
        return new EntryCursor(folder, new EntryWalk(segments, first, 0, size()), index);
    }

    /** The index and the tiles can lag behind after a power cut, so neither is believed unseen. */
    private boolean isAt(long segment, long index, long start, long end) throws IOException {
        int at = (int) (index % MerkleTree.TILE_WIDTH) * TreeHash.BYTES;
        byte[] row = new Tiles(folder.tiles())
                .row(0, index / MerkleTree.TILE_WIDTH, (int) (index % MerkleTree.TILE_WIDTH) + 1);
        if (row.length < at + TreeHash.BYTES) {
            return false;
        }
        TreeHash leaf = TreeHash.of(Arrays.copyOfRange(row, at, at + TreeHash.BYTES));
        return Tail.Last.read(segments.path(segment), start, end, leaf) != null;
    }
}

package io.dbvouch.ledger;

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
 *   <li>the checkpoint is signed with the ledger's key;
 *   <li>the tiles at the right edge of the tree give the signed root;
 *   <li>the last entry lies where the index says, and its hash is the last leaf.
 * </ol>
 *
 * Tiles and index are not forced with each append. Where a power cut took a part of them, they are made again from the
 * entries, if these give the signed root.
 */
final class TailReader {
    private final LedgerFolder folder;
    private final SigningKey key;
    private boolean rebuilt;

    TailReader(LedgerFolder folder, SigningKey key) {
        this.folder = folder;
        this.key = key;
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
        Checkpoint checkpoint = verified(note);
        Tail tail = quickly(note, checkpoint);
        if (tail == null) {
            rebuilt = true;
            if (new Rebuild(folder).run(checkpoint)) {
                tail = quickly(note, checkpoint);
            }
        }
        if (tail == null) {
            if (LedgerVerifier.verify(folder.path()) instanceof Verdict.Broken broken) {
                throw Refusal.broken(broken);
            }
            throw Refusal.broken(folder.entries(), "the end of the entries is not as signed");
        }
        return tail;
    }

    private Checkpoint verified(byte[] note) {
        try {
            SignedNote parsed = SignedNote.parse(note);
            Checkpoint checkpoint = Checkpoint.parse(parsed.text());
            if (checkpoint.origin().equals(key.name()) && isSigned(parsed)) {
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

    /** Who has the signing key verifies by signing again: Ed25519 is deterministic, and it costs half as much. */
    private boolean isSigned(SignedNote note) {
        SignedNote.Signature wanted = key.sign(note.text());
        for (SignedNote.Signature signature : note.signatures()) {
            // Not as records: a JVM makes up their equals at its first call, which takes 10 of a warm token's 160 ms.
            if (signature.name().equals(wanted.name()) && signature.base64().equals(wanted.base64())) {
                return true;
            }
        }
        return false;
    }

    /** The tail, or null where tiles and index do not lead to it. */
    private @Nullable Tail quickly(byte[] note, Checkpoint checkpoint) throws IOException {
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
            return new Tail(note, checkpoint, tree, 0, 0, null);
        }
        Segments segments = new Segments(folder.entries());
        long[] firsts = segments.list();
        int holding = Segments.holding(firsts, size - 1);
        if (holding < 0) {
            return null;
        }
        long first = firsts[holding];
        boolean starts = first == size - 1;
        long[] ends = new EntryIndex(folder.index()).ends(starts ? size - 1 : size - 2, size);
        int leafAt = (int) ((size - 1) % MerkleTree.TILE_WIDTH);
        byte[] row = tiles.row(0, (size - 1) / MerkleTree.TILE_WIDTH, leafAt + 1);
        if (ends.length != (starts ? 1 : 2) || row.length != (leafAt + 1) * TreeHash.BYTES) {
            return null;
        }
        long start = starts ? 0 : ends[0];
        long end = ends[ends.length - 1];
        TreeHash leaf = TreeHash.of(Arrays.copyOfRange(row, leafAt * TreeHash.BYTES, row.length));
        Path file = segments.path(first);
        Tail.Last last = Tail.Last.read(file, first, start, end, leaf);
        return last == null ? null : new Tail(note, checkpoint, tree, first, end, last);
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

package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Makes proofs that are checked without the ledger, out of its tiles: no old entry is read but the one that is proved. */
public final class LedgerProver {
    private final LedgerFolder folder;
    private final LedgerReader reader;

    /** Proves by what a reader sees. */
    public LedgerProver(LedgerReader reader) {
        this.reader = reader;
        folder = reader.folder();
    }

    /**
     * The signed checkpoint, as it lies on the disk.
     *
     * @throws AccessException.LedgerRefused if the ledger's key has not signed it
     */
    public byte[] checkpoint() {
        byte[] note = reader.signedCheckpoint().format();
        VerifierKey key = reader.verifierKey();
        try {
            Checkpoint.open(note, key);
        } catch (NoteException e) {
            throw Refusal.broken(folder.checkpoint(), "the checkpoint does not verify")
                    .evidence("expected", "a checkpoint signed by " + key.format())
                    .evidence("found", e.getMessage());
        }
        return note;
    }

    /**
     * The proof that an entry is in the ledger; none where no entry has this id.
     *
     * @throws AccessException.LedgerRefused if the ledger cannot be read, or does not lead to its signed root
     */
    public Optional<EntryProof> prove(Ulid id) {
        byte[] note = checkpoint();
        Optional<Entry> found = reader.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = found.get();
        try {
            TileTree tree = new TileTree(new Tiles(folder.tiles()));
            InclusionProof inclusion = InclusionProof.of(tree, entry.index(), reader.size());
            TreeHash leaf = MerkleTree.leafHash(entry.line());
            if (!inclusion.proves(leaf, reader.checkpoint().root())) {
                throw Refusal.broken(folder.tiles(), "the tiles do not lead from the entry to the signed root")
                        .evidence("entry", entry.index());
            }
            return Optional.of(new EntryProof(entry.line(), entry.index(), inclusion.path(), note));
        } catch (EOFException e) {
            throw Refusal.tilesMissing(folder, e);
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
    }
}

package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A folder that {@code ledger export --tiles} has written before, held to the ledger as it is now. */
final class EarlierExport {
    private final Path folder;
    private final Checkpoint checkpoint;

    private EarlierExport(Path folder, Checkpoint checkpoint) {
        this.folder = folder;
        this.checkpoint = checkpoint;
    }

    /**
     * Opens one: its checkpoint is signed by the ledger's key, and the ledger's tree begins with it.
     *
     * @throws AccessException.LedgerRefused if it is none of this ledger
     */
    static EarlierExport open(Path folder, VerifierKey key, Checkpoint now, Tiles tiles) throws IOException {
        Checkpoint earlier;
        try {
            earlier = Checkpoint.open(Disk.read(folder.resolve("checkpoint"), LedgerVerifier.LONGEST_NOTE), key);
        } catch (NoSuchFileException _) {
            throw none(folder, "it is not empty, and has no checkpoint");
        } catch (NoteException e) {
            throw none(folder, "it has another ledger's checkpoint: " + e.getMessage());
        }
        if (earlier.size() > now.size()) {
            throw none(folder, "it has " + earlier.size() + " entries, and the ledger " + now.size());
        }
        ConsistencyProof proof = ConsistencyProof.of(new TileTree(tiles), earlier.size(), now.size());
        if (!proof.proves(earlier.root(), now.root())) {
            throw none(folder, "its first " + earlier.size() + " entries are not the ledger's");
        }
        return new EarlierExport(folder, earlier);
    }

    /** A folder that is none. */
    static AccessException none(Path folder, String why) {
        return new AccessException.LedgerRefused(folder + " is no earlier export of this ledger: " + why)
                .evidence("folder", folder)
                .hint("name an empty folder");
    }

    long size() {
        return checkpoint.size();
    }

    /** Makes the checkpoint durable, and the names of the folders: a copy that was just made is not, as it may be. */
    void force() throws IOException {
        Disk.force(folder.resolve("checkpoint"));
        Disk.force(folder);
        Path parent = folder.getParent();
        if (parent != null) {
            Disk.force(parent);
        }
    }

    EntryBundles bundles() {
        return new EntryBundles(folder, checkpoint.size());
    }
}

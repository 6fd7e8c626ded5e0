package io.dbvouch.ledger;

import java.nio.file.Path;

/** A signed checkpoint from a file outside the ledger. Nothing of it is verified yet. */
public final class KeptCheckpoint {
    /** Far more than a hundred signatures need, in bytes. */
    public static final int LONGEST = LedgerVerifier.LONGEST_NOTE;

    private final Path file;
    private final byte[] note;

    /**
     * A file's content.
     *
     * @param file where it comes from, for what is said of it
     */
    public KeptCheckpoint(Path file, byte[] note) {
        this.file = file;
        this.note = note.clone();
    }

    Path file() {
        return file;
    }

    /** The checkpoint, if it is {@code key}'s. */
    Checkpoint open(VerifierKey key) throws NoteException {
        return Checkpoint.open(note, key);
    }
}

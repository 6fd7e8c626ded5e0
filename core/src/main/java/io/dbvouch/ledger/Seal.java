package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * A signed checkpoint over entries that are durable, with their tiles and index:
 *
 * <ol>
 *   <li>without the lock: hashes and offsets are written, and the checkpoint is signed;
 *   <li>under the lock: it replaces the checkpoint on the disk, unless that is another process's and newer.
 * </ol>
 */
final class Seal {
    private final LedgerFolder folder;
    private final SigningKey key;
    private final HeadKey headKey;
    private final Checkpoint state;
    private final byte[] note;

    private Seal(LedgerFolder folder, SigningKey key, HeadKey headKey, Checkpoint state, byte[] note) {
        this.folder = folder;
        this.key = key;
        this.headKey = headKey;
        this.state = state;
        this.note = note;
    }

    /**
     * Writes tiles and index, and signs.
     *
     * @param growth what the entries since the last checkpoint add
     */
    static Seal prepare(LedgerFolder folder, SigningKey key, HeadKey headKey, Growth growth, Checkpoint state)
            throws IOException {
        growth.write(folder);
        return new Seal(
                folder,
                key,
                headKey,
                state,
                SignedNote.sign(state.format(), key).format());
    }

    /**
     * Replaces the checkpoint. Under the lock.
     *
     * @return the SHA-256 of the checkpoint that is on the disk now
     */
    TreeHash place() throws IOException {
        byte[] there;
        try {
            there = Disk.read(folder.checkpoint(), LedgerVerifier.LONGEST_NOTE);
        } catch (NoSuchFileException _) {
            throw Refusal.broken(folder.checkpoint(), "the checkpoint is missing");
        }
        Head head = Head.parse(Head.read(folder.head()), headKey);
        TreeHash sealed = Head.sealOf(there);
        if (TailReader.checkpoint(
                                folder,
                                key,
                                there,
                                head != null && head.sealed().equals(sealed))
                        .size()
                >= state.size()) {
            return sealed;
        }
        Disk.replace(folder.checkpoint(), note);
        sealed = Head.sealOf(note);
        if (head != null) {
            // In the place of the old one, as appends do: some have it open.
            try (OpenFile file = OpenFile.open(folder.head())) {
                byte[] content = new Head(head.state(), sealed).format(headKey);
                file.write(0, content);
                file.cut(content.length);
            }
        }
        return sealed;
    }
}

package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a ledger is as it was signed, or finds the first place where it is not:
 *
 * <ol>
 *   <li>the signature on the checkpoint;
 *   <li>every entry, once: its form, that its id is greater than the one before, and its hash;
 *   <li>every hash in the tiles and every offset in the index against those of the entries;
 *   <li>the root over all entries against the checkpoint;
 *   <li>the root over the first so many entries against a checkpoint that was kept elsewhere, and against what a server saw.
 * </ol>
 *
 * Needs neither the signing key nor the lock, writes nothing, and takes memory that does not depend on the ledger. Entries
 * appended while it runs are beyond the checkpoint that it read at its start.
 */
public final class LedgerVerifier {
    /** Far more than a hundred signatures need. */
    static final int LONGEST_NOTE = 1 << 20;

    private final LedgerFolder folder;
    private final Evidence evidence;

    private LedgerVerifier(Path directory, Evidence evidence) {
        folder = new LedgerFolder(directory);
        this.evidence = evidence;
    }

    /**
     * Verifies against the key that lies in the ledger itself, {@code key.pub}: shows that the ledger was not altered by
     * anyone without its signing key. Waits as {@link LedgerReader#open} does.
     *
     * @throws AccessException.LedgerRefused if there is no ledger, or a file cannot be read
     */
    public static Verdict verify(Path directory) {
        return verify(directory, Evidence.NONE);
    }

    /**
     * Verifies against what was kept elsewhere too: shows in addition that it is that ledger and no other, and that it begins
     * with what it had then.
     *
     * @throws AccessException.LedgerRefused if there is no ledger, or a file cannot be read
     */
    public static Verdict verify(Path directory, Evidence evidence) {
        LateSeal.await(new LedgerFolder(directory));
        return new LedgerVerifier(directory, evidence).verdict();
    }

    /** As {@link #verify(Path)}, under the lock: nothing is waited for, as nobody else can write a checkpoint. */
    static Verdict verifyLocked(Path directory) {
        return new LedgerVerifier(directory, Evidence.NONE).verdict();
    }

    private Verdict verdict() {
        if (!Files.exists(folder.checkpoint()) && !Files.exists(folder.publicKey())) {
            throw Refusal.noLedger(folder);
        }
        try {
            return checkpoint();
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
    }

    private Verdict checkpoint() throws IOException {
        VerifierKey key;
        try {
            key = publicKey(folder);
        } catch (NoSuchFileException | NoteException e) {
            return broken(Verdict.Part.KEY, 0, folder.publicKey(), "the verifier key cannot be read", "a vkey", e);
        }
        VerifierKey trusted = evidence.key();
        if (trusted != null && !trusted.equals(key)) {
            String problem = "the ledger's key is not the one it is verified with";
            return new Verdict.Broken(
                    Verdict.Part.KEY, 0, folder.publicKey(), 0, problem, trusted.format(), key.format());
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.open(Disk.read(folder.checkpoint(), LONGEST_NOTE), key);
        } catch (NoSuchFileException | NoteException e) {
            String expected = "a checkpoint signed by " + key.format();
            return broken(
                    Verdict.Part.CHECKPOINT, 1, folder.checkpoint(), "the checkpoint does not verify", expected, e);
        }
        List<Onlooker> onlookers = new ArrayList<>();
        if (evidence.checkpoint() != null) {
            onlookers.add(new OlderCheckpoint(evidence.checkpoint(), key));
        }
        if (evidence.serverLog() != null) {
            onlookers.add(new ServerLogCheck(evidence.serverLog()));
        }
        for (Onlooker onlooker : onlookers) {
            Verdict.Broken problem = onlooker.before(checkpoint);
            if (problem != null) {
                return problem;
            }
        }
        return new EntriesCheck(folder, checkpoint, onlookers).run();
    }

    /** The key in {@code key.pub}: one line. */
    static VerifierKey publicKey(LedgerFolder folder) throws IOException, NoteException {
        String text = new String(Disk.read(folder.publicKey(), LONGEST_NOTE), StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new NoteException("the last newline is missing");
        }
        return VerifierKey.parse(text.substring(0, text.length() - 1));
    }

    private static Verdict broken(
            Verdict.Part part, long number, Path file, String problem, String expected, Exception cause) {
        String found = cause instanceof NoteException ? String.valueOf(cause.getMessage()) : "no file";
        return new Verdict.Broken(part, number, file, 0, problem, expected, found);
    }
}

package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the checkpoint over entries that are acknowledged but not covered yet, so that who has seen an append return, in
 * any process, finds the entry when looking for it. The head tells that there are such entries. It is not believed: what it
 * says decides about a short wait and nothing else.
 */
final class LateSeal {
    /**
     * How long after an append its checkpoint is still to be expected. It takes a tenth of a second and a signature, on a
     * machine that has time; and after a crash it does not come at all.
     */
    private static final long EXPECTED_MILLIS = 1000;

    private static final long PAUSE_MILLIS = 5;

    private LateSeal() {}

    /** Returns when the checkpoint covers what the head tells of, or is not to be expected any more. */
    static void await(LedgerFolder folder) {
        try {
            long age = System.currentTimeMillis()
                    - Files.getLastModifiedTime(folder.head()).toMillis();
            if (age < 0 || age > EXPECTED_MILLIS) {
                return;
            }
            byte[] head = Head.read(folder.head());
            if (head == null) {
                return;
            }
            Checkpoint told = Checkpoint.parse(new String(head, StandardCharsets.UTF_8));
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EXPECTED_MILLIS - age);
            while (!isSealed(folder, told) && until - System.nanoTime() > 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | NoteException _) {
            // Who reads the ledger itself is told what is wrong with it; the head may be kept from them.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSealed(LedgerFolder folder, Checkpoint told) throws IOException, NoteException {
        byte[] note = Disk.read(folder.checkpoint(), LedgerVerifier.LONGEST_NOTE);
        Checkpoint sealed = Checkpoint.parse(SignedNote.parse(note).text());
        return sealed.size() >= told.size() || !sealed.origin().equals(told.origin());
    }
}

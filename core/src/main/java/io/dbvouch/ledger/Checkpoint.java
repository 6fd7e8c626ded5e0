package io.dbvouch.ledger;

/**
 * The state of a ledger: its identity, how many entries it has, and the root hash over them. Source of the format:
 * c2sp.org/tlog-checkpoint.
 *
 * @param origin who the log is; not empty
 * @param size the number of entries, 0 or more
 * @param root the RFC 6962 Merkle tree hash over them
 */
public record Checkpoint(String origin, long size, TreeHash root) {
    /** How many hexadecimal digits of the root {@link #shortRoot()} has. */
    private static final int SHORT_DIGITS = 12;

    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("not a checkpoint");
        }
    }

    /** Reads a note's text; the opposite of {@link #format()}. Extension lines are accepted and ignored. */
    public static Checkpoint parse(String text) throws NoteException {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new NoteException("a checkpoint has an origin, a size and a root");
        }
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                throw new NoteException("a checkpoint has no empty line");
            }
        }
        try {
            long size = Long.parseLong(lines[1]);
            // Long.parseLong also takes signs, leading zeroes and the digits of other scripts.
            if (size < 0 || !Long.toString(size).equals(lines[1])) {
                throw new NoteException("not a tree size: " + lines[1]);
            }
            return new Checkpoint(lines[0], size, TreeHash.parseBase64(lines[2]));
        } catch (IllegalArgumentException e) {
            throw new NoteException("the size or the root of the checkpoint cannot be read", e);
        }
    }

    /**
     * The checkpoint in a note that {@code key} has signed as a log of its own: one with the key's name as its origin.
     *
     * @throws NoteException if it is not one; the message says in which respect
     */
    public static Checkpoint open(byte[] note, VerifierKey key) throws NoteException {
        Checkpoint checkpoint = parse(SignedNote.open(note, key));
        if (!checkpoint.origin.equals(key.name())) {
            throw new NoteException("the checkpoint is another log's: " + checkpoint.origin);
        }
        return checkpoint;
    }

    /** The note's text: three lines. */
    public String format() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** The first 12 hexadecimal digits of the root: enough to recognise it by, short enough to hand to a server. */
    public String shortRoot() {
        return root.hex().substring(0, SHORT_DIGITS);
    }
}

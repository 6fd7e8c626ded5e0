package io.dbvouch.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that shows that an entry is in a ledger, and is checked without it. Source of the format: c2sp.org/tlog-proof. Its
 * extra data is the entry's line.
 *
 * <pre>
 * c2sp.org/tlog-proof@v1
 * extra base64(line without its newline)
 * index 3
 * base64(hash)
 *
 * checkpoint, signed
 * </pre>
 */
public final class EntryProof {
    /** Far more than the longest entry, the longest path and a hundred signatures need, in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final byte @Nullable [] line;
    private final long index;
    private final List<TreeHash> path;
    private final byte[] note;

    EntryProof(byte @Nullable [] line, long index, List<TreeHash> path, byte[] note) {
        this.line = line;
        this.index = index;
        this.path = List.copyOf(path);
        this.note = note;
    }

    /**
     * Reads a proof; the opposite of {@link #format()}. Nothing is verified: see {@link #check}.
     *
     * @throws NoteException if it does not have the form of one
     */
    public static EntryProof parse(byte[] proof) throws NoteException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(proof))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("a proof is UTF-8", e);
        }
        int blank = text.indexOf("\n\n");
        if (blank < 0 || !text.startsWith(HEADER + "\n")) {
            throw new NoteException("a proof begins with " + HEADER + ", and a checkpoint follows after a blank line");
        }
        String[] lines = text.substring(0, blank).split("\n", -1);
        int at = 1;
        byte[] extra = null;
        if (at < lines.length && lines[at].startsWith(EXTRA)) {
            extra = SignedNote.decode(lines[at++].substring(EXTRA.length()));
        }
        if (at == lines.length || !lines[at].startsWith(INDEX)) {
            throw new NoteException("a proof has an index");
        }
        long index = index(lines[at++].substring(INDEX.length()));
        List<TreeHash> path = new ArrayList<>();
        for (; at < lines.length; at++) {
            byte[] hash = SignedNote.decode(lines[at]);
            if (hash.length != TreeHash.BYTES) {
                throw new NoteException("not a hash of " + TreeHash.BYTES + " bytes: " + lines[at]);
            }
            path.add(TreeHash.of(hash));
        }
        return new EntryProof(extra, index, path, text.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
    }

    private static long index(String text) throws NoteException {
        try {
            long index = Long.parseLong(text);
            if (index >= 0 && Long.toString(index).equals(text)) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw new NoteException("not an index: " + text, e);
        }
        throw new NoteException("not an index: " + text);
    }

    /** The proof as bytes. */
    public byte[] format() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (line != null) {
            text.append(EXTRA).append(Base64.getEncoder().encodeToString(line)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        for (TreeHash hash : path) {
            text.append(hash.base64()).append('\n');
        }
        byte[] head = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + note.length)
                .put(head)
                .put(note)
                .array();
    }

    /** The line that the proof brings along; nothing is believed of it until {@link #check} has shown it. */
    public Optional<byte[]> line() {
        return line == null ? Optional.empty() : Optional.of(line.clone());
    }

    /** The entry's number, unverified. */
    public long index() {
        return index;
    }

    /**
     * Checks that a log's checkpoint covers an entry.
     *
     * @param key the log's
     * @param entry the entry's line, without its newline
     * @return the checkpoint
     * @throws NoteException if it does not; the message says in which respect
     */
    public Checkpoint check(VerifierKey key, byte[] entry) throws NoteException {
        Checkpoint checkpoint = Checkpoint.open(note, key);
        if (index >= checkpoint.size()) {
            throw new NoteException("the checkpoint covers " + checkpoint.size() + " entries, not number " + index);
        }
        InclusionProof inclusion = new InclusionProof(index, checkpoint.size(), path);
        if (!inclusion.proves(MerkleTree.leafHash(entry), checkpoint.root())) {
            throw new NoteException("the hashes do not lead from the entry to the signed root");
        }
        return checkpoint;
    }
}

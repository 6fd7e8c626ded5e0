package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a ledger is as it was signed, or finds the first place where it is not:
 *
 * <ol>
 *   <li>the signature on the checkpoint;
 *   <li>every entry, once: its form, that its id is greater than the one before, and its hash;
 *   <li>every hash in the tiles and every offset in the index against those of the entries;
 *   <li>the root over all entries against the checkpoint.
 * </ol>
 *
 * Needs neither the signing key nor the lock, writes nothing, and takes memory that does not depend on the ledger. Entries
 * appended while it runs are beyond the checkpoint that it read at its start.
 */
public final class LedgerVerifier {
    /** Far more than a hundred signatures need. */
    static final int LONGEST_NOTE = 1 << 20;

    private final LedgerFolder folder;
    private final @Nullable VerifierKey trusted;

    private LedgerVerifier(Path directory, @Nullable VerifierKey trusted) {
        folder = new LedgerFolder(directory);
        this.trusted = trusted;
    }

    /**
     * Verifies against the key that lies in the ledger itself, {@code key.pub}: shows that the ledger was not altered by
     * anyone without its signing key.
     *
     * @throws AccessException.LedgerRefused if there is no ledger, or a file cannot be read
     */
    public static Verdict verify(Path directory) {
        return new LedgerVerifier(directory, null).verdict();
    }

    /**
     * Verifies against a key that was kept elsewhere: shows in addition that it is that ledger and no other.
     *
     * @throws AccessException.LedgerRefused if there is no ledger, or a file cannot be read
     */
    public static Verdict verify(Path directory, VerifierKey key) {
        return new LedgerVerifier(directory, key).verdict();
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
        if (trusted != null && !trusted.equals(key)) {
            String problem = "the ledger's key is not the one it is verified with";
            return new Verdict.Broken(
                    Verdict.Part.KEY, 0, folder.publicKey(), 0, problem, trusted.format(), key.format());
        }
        Checkpoint checkpoint;
        try {
            String text = SignedNote.open(Disk.read(folder.checkpoint(), LONGEST_NOTE), key);
            checkpoint = Checkpoint.parse(text);
        } catch (NoSuchFileException | NoteException e) {
            String expected = "a checkpoint signed by " + key.format();
            return broken(
                    Verdict.Part.CHECKPOINT, 1, folder.checkpoint(), "the checkpoint does not verify", expected, e);
        }
        if (!checkpoint.origin().equals(key.name())) {
            return new Verdict.Broken(
                    Verdict.Part.CHECKPOINT,
                    1,
                    folder.checkpoint(),
                    0,
                    "the checkpoint is another log's",
                    key.name(),
                    checkpoint.origin());
        }
        return entries(checkpoint);
    }

    private Verdict entries(Checkpoint checkpoint) throws IOException {
        TreeHasher hasher = new TreeHasher();
        MerkleTree tree = new MerkleTree();
        TileCheck tiles = new TileCheck(folder.tiles(), checkpoint.size());
        IndexCheck index = new IndexCheck(folder.index(), checkpoint.size());
        Ulid last = null;
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), 0, 0, checkpoint.size())) {
            while (walk.next()) {
                LineReader line = walk.line();
                byte[] leaf = hasher.leaf(line.buffer(), line.start(), line.length());
                boolean sound = tiles.leaf(walk.index(), leaf);
                Ulid id = Entry.id(line.buffer(), line.start(), line.length());
                if (!sound && tiles.rootFromTiles().equals(checkpoint.root())) {
                    String expected = "a line with the leaf hash " + tiles.expected();
                    String found = HexFormat.of().formatHex(leaf);
                    return entry(walk, "entry " + walk.index() + " was altered", expected, found);
                }
                if (id == null) {
                    return entry(walk, "not an entry", "{\"v\":1,\"id\":", "another line");
                }
                if (last != null && id.compareTo(last) <= 0) {
                    return entry(walk, "the ids do not ascend", "an id above " + last, id.toString());
                }
                last = id;
                tree.append(leaf, tiles);
                index.accept(walk.index(), line.endOffset());
            }
            Verdict.Broken problem = walk.problem();
            if (problem != null) {
                return problem;
            }
            if (!tree.root().equals(checkpoint.root())) {
                return new Verdict.Broken(
                        Verdict.Part.CHECKPOINT,
                        3,
                        folder.checkpoint(),
                        rootOffset(checkpoint),
                        "the root over the entries is not the signed one",
                        tree.root().base64(),
                        checkpoint.root().base64());
            }
            problem = tiles.problem() != null ? tiles.problem() : index.problem();
            if (problem != null) {
                return problem;
            }
            return beyond(walk, last, checkpoint, tiles.missing() + index.missing());
        }
    }

    /** What follows the last entry may be an append that is under way, but never an entry that was there before. */
    private static Verdict beyond(EntryWalk walk, @Nullable Ulid last, Checkpoint checkpoint, long missing)
            throws IOException {
        long bytes = 0;
        if (walk.hasSegment()) {
            while (walk.nextBeyond()) {
                LineReader line = walk.line();
                bytes += line.length() + 1L;
                Ulid id = Entry.id(line.buffer(), line.start(), line.length());
                if (id != null && last != null && id.compareTo(last) <= 0) {
                    return entry(walk, "an earlier entry follows the last one", "an id above " + last, id.toString());
                }
                last = id == null ? last : id;
            }
            bytes += Math.max(0, Files.size(walk.path()) - walk.restOffset());
            for (Path later : walk.later()) {
                bytes += Files.size(later);
            }
        }
        return new Verdict.Intact(checkpoint, bytes, missing);
    }

    private static long rootOffset(Checkpoint checkpoint) {
        String before = checkpoint.origin() + "\n" + checkpoint.size() + "\n";
        return before.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The key in {@code key.pub}: one line. */
    static VerifierKey publicKey(LedgerFolder folder) throws IOException, NoteException {
        String text = new String(Disk.read(folder.publicKey(), LONGEST_NOTE), StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new NoteException("the last newline is missing");
        }
        return VerifierKey.parse(text.substring(0, text.length() - 1));
    }

    private static Verdict entry(EntryWalk walk, String problem, String expected, String found) {
        return new Verdict.Broken(
                Verdict.Part.ENTRY, walk.index(), walk.path(), walk.line().offset(), problem, expected, found);
    }

    private static Verdict broken(
            Verdict.Part part, long number, Path file, String problem, String expected, Exception cause) {
        String found = cause instanceof NoteException ? String.valueOf(cause.getMessage()) : "no file";
        return new Verdict.Broken(part, number, file, 0, problem, expected, found);
    }
}

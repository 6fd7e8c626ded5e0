package io.dbvouch.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The end of a ledger, verified: what an append starts from. Changed by the append that moves it, and thrown away if that
 * fails. Used under the lock only.
 */
final class Tail {
    /** What others have appended since is some lines. */
    private static final int AT_ONCE = 1 << 16;

    final MerkleTree tree;

    /** The current segment, by the index of its first entry. */
    long segment;

    /** Where in that segment the next line goes. */
    long end;

    /** The last entry; null while there is none. */
    @Nullable
    Last last;

    /** The SHA-256 of a checkpoint file that is good: for the next {@link Head}. */
    TreeHash sealed;

    private final @Nullable Checkpoint expected;
    private boolean passed;
    private final String origin;
    private final TreeHasher hasher = new TreeHasher();
    private Growth growth;

    /**
     * The last entry.
     *
     * @param entry itself; of one that was read from the disk the index is not known
     * @param start where in the segment it starts
     */
    record Last(Entry entry, long start) {
        Ulid id() {
            return entry.id();
        }

        Instant time() {
            return entry.time();
        }

        /** Reads the line at the place where entry {@code leaf} should be; null if that is not it. */
        static @Nullable Last read(Path file, long start, long end, TreeHash leaf) throws IOException {
            if (start < 0 || end - start < 2 || end - start > Entry.LONGEST + 1 || !Files.exists(file)) {
                return null;
            }
            byte[] line = new byte[(int) (end - start)];
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                if (in.length() < end) {
                    return null;
                }
                in.seek(start);
                in.readFully(line);
            }
            return of(line, start, leaf);
        }

        /** As {@link #read}, of a line with its newline. */
        private static @Nullable Last of(byte[] line, long start, TreeHash leaf) {
            int length = line.length - 1;
            if (length < 1 || line[length] != '\n' || !leaf.equals(MerkleTree.leafHash(line, length))) {
                return null;
            }
            Entry entry = Entry.parse(0, Arrays.copyOf(line, length));
            return entry == null ? null : new Last(entry, start);
        }
    }

    /**
     * Of what a checkpoint covers.
     *
     * @param expected a state that the ledger should come by further on; null for none
     */
    Tail(
            Checkpoint checkpoint,
            TreeHash sealed,
            MerkleTree tree,
            long segment,
            long end,
            @Nullable Last last,
            @Nullable Checkpoint expected) {
        this.expected = expected;
        origin = checkpoint.origin();
        growth = new Growth(tree.size());
        this.sealed = sealed;
        this.tree = tree;
        this.segment = segment;
        this.end = end;
        this.last = last;
    }

    long size() {
        return tree.size();
    }

    Checkpoint state() {
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    /** What the entries since this was last asked add to tiles and index. */
    Growth takeGrowth() {
        Growth taken = growth;
        growth = new Growth(tree.size());
        return taken;
    }

    /** The next entry goes to a new segment. */
    void startSegment() {
        segment = tree.size();
        end = 0;
    }

    /** Moves on over an entry. */
    void advance(Entry entry) throws IOException {
        byte[] line = entry.line();
        byte[] leaf = hasher.leaf(line, 0, line.length);
        tree.append(leaf, growth);
        last = new Last(entry, end);
        end += line.length + 1;
        growth.ended(end);
        if (expected != null && tree.size() == expected.size()) {
            passed = tree.root().equals(expected.root());
        }
    }

    /** Whether the tail was moved on over the state that was expected. */
    boolean hasPassedExpected() {
        return passed;
    }

    /**
     * Moves on over the lines that a head vouches for. If they do not lead to it, this is false, and the tail of no use any
     * more.
     */
    boolean follow(Head head, Segments segments) throws IOException {
        if (size() < head.state().size()) {
            walk(head.state().size(), segments);
        }
        // Not as records: see SigningKey.
        return size() == head.state().size()
                && tree.root().equals(head.state().root())
                && origin.equals(head.state().origin());
    }

    /** As {@link #follow(Head, Segments)}, where the current segment is open: no folder is listed and no file opened. */
    boolean follow(Head head, OpenFile current, Segments segments) throws IOException {
        long size = head.state().size();
        if (size() < size) {
            byte[] bytes = current.read(end, AT_ONCE);
            int start = 0;
            for (int i = 0; i < bytes.length && size() < size; i++) {
                if (bytes[i] == '\n') {
                    Entry entry = Entry.parse(size(), Arrays.copyOfRange(bytes, start, i));
                    if (entry == null) {
                        return false;
                    }
                    advance(entry);
                    start = i + 1;
                }
            }
        }
        return follow(head, segments);
    }

    /** Moves on over whole entries, as far as there are any, until there are {@code size}. */
    private void walk(long size, Segments segments) throws IOException {
        try (EntryWalk walk = EntryWalk.beyond(segments, segment, end, size())) {
            while (size() < size && walk.nextBeyond()) {
                LineReader line = walk.line();
                Entry entry = Entry.parse(walk.index(), line.line());
                if (entry == null) {
                    return;
                }
                if (walk.segmentFirst() != segment) {
                    startSegment();
                }
                advance(entry);
            }
        }
    }
}

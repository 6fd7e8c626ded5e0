package io.dbvouch.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The end of a ledger, verified: what an append starts from. Changed by the append that moves it, and thrown away if that
 * fails. Used under the lock only.
 */
final class Tail {
    /** The bytes of the checkpoint file. */
    byte[] note;

    Checkpoint checkpoint;

    final MerkleTree tree;

    /** The current segment, by the index of its first entry. */
    long segment;

    /** Where in that segment the next line goes. */
    long end;

    /** The last entry; null while there is none. */
    @Nullable
    Last last;

    /**
     * The last entry.
     *
     * @param id its id
     * @param leaf its leaf hash
     * @param segment the segment that holds it, by the index of its first entry
     * @param start where in the segment it starts
     * @param end where in the segment its newline ends
     */
    record Last(Ulid id, TreeHash leaf, long segment, long start, long end) {
        /** Reads the line at the place where entry {@code leaf} should be; null if that is not it. */
        static @Nullable Last read(Path file, long segment, long start, long end, TreeHash leaf) throws IOException {
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
            Ulid id = Entry.id(line, 0, line.length - 1);
            boolean same = leaf.equals(TreeHash.of(new TreeHasher().leaf(line, 0, line.length - 1)));
            return id != null && same && line[line.length - 1] == '\n' ? new Last(id, leaf, segment, start, end) : null;
        }
    }

    Tail(byte[] note, Checkpoint checkpoint, MerkleTree tree, long segment, long end, @Nullable Last last) {
        this.note = note;
        this.checkpoint = checkpoint;
        this.tree = tree;
        this.segment = segment;
        this.end = end;
        this.last = last;
    }

    long size() {
        return tree.size();
    }

    /** Whether the files of the ledger still end here. */
    boolean isCurrent(LedgerFolder folder, Segments segments) throws IOException {
        if (!Arrays.equals(Disk.read(folder.checkpoint(), LedgerVerifier.LONGEST_NOTE), note)) {
            return false;
        }
        Path file = segments.path(segment);
        long length = Files.exists(file) ? Files.size(file) : 0;
        boolean nothingBeyond = length == end && (segment == size() || !Files.exists(segments.path(size())));
        return nothingBeyond && (last == null || isThere(last, segments));
    }

    private static boolean isThere(Last last, Segments segments) throws IOException {
        Path file = segments.path(last.segment);
        return Last.read(file, last.segment, last.start, last.end, last.leaf) != null;
    }
}

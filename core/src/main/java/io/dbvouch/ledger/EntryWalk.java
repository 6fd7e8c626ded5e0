package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through the lines of a ledger in order, from segment to segment, and checks that the segments fit together. */
final class EntryWalk implements AutoCloseable {
    private final Segments segments;
    private final long[] firsts;
    private final long size;
    private int segment;
    private long index;
    private @Nullable LineReader reader;
    private Verdict.@Nullable Broken problem;

    /**
     * Starts before entry {@code index}, which starts at the byte {@code offset} of the segment that holds it, and goes on
     * to, but not into, entry {@code size}.
     */
    EntryWalk(Segments segments, long index, long offset, long size) throws IOException {
        this.segments = segments;
        this.size = size;
        this.index = index - 1;
        firsts = segments.list();
        segment = Segments.holding(firsts, index);
        if (segment >= 0) {
            reader = new LineReader(segments.path(firsts[segment]), offset);
        }
    }

    /**
     * Starts after the last entry of a ledger of {@code size} entries, at the byte {@code offset} of the segment whose first
     * entry is {@code first}: for {@link #nextBeyond()}.
     */
    static EntryWalk beyond(Segments segments, long first, long offset, long size) throws IOException {
        EntryWalk walk = new EntryWalk(segments, first, offset, size);
        walk.index = size - 1;
        return walk;
    }

    /** Goes to the next entry. False at the end, or where the entries do not go on: then {@link #problem()} says why. */
    boolean next() throws IOException {
        if (problem != null || index + 1 >= size) {
            return false;
        }
        if (reader == null) {
            return broken(segments.path(index + 1), 0, "the first segment is missing", "a segment", "none");
        }
        if (segment + 1 < firsts.length && firsts[segment + 1] == index + 1) {
            if (rest() > 0) {
                return broken(
                        path(),
                        reader.offset(),
                        "a segment goes on after its last entry",
                        "its end",
                        rest() + " bytes");
            }
            open(segment + 1);
        }
        if (!reader.next()) {
            String found = rest() == 0 ? "the end of the file" : rest() + " bytes without a newline";
            return broken(path(), reader.offset(), "entry " + (index + 1) + " is missing", "a line", found);
        }
        index++;
        return true;
    }

    private void open(int next) throws IOException {
        Objects.requireNonNull(reader).close();
        reader = null;
        segment = next;
        reader = new LineReader(path(), 0);
    }

    /** The bytes of the segment after the current line. */
    private long rest() throws IOException {
        return Files.size(path()) - line().endOffset();
    }

    private boolean broken(Path file, long offset, String what, String expected, String found) {
        problem = new Verdict.Broken(Verdict.Part.ENTRY, index + 1, file, offset, what, expected, found);
        return false;
    }

    Verdict.@Nullable Broken problem() {
        return problem;
    }

    /** The index of the current entry. */
    long index() {
        return index;
    }

    /** The current line. */
    LineReader line() {
        return Objects.requireNonNull(reader);
    }

    /** The file that holds the current line. */
    Path path() {
        return segments.path(firsts[segment]);
    }

    /** The index of the first entry in that file. */
    long segmentFirst() {
        return firsts[segment];
    }

    /**
     * Goes on past the end into what an append may have left, one whole line at a time. False where no whole line follows
     * in place: {@link #restOffset()} says where that is.
     */
    boolean nextBeyond() throws IOException {
        if (reader == null) {
            return false;
        }
        if (reader.next()) {
            index++;
            return true;
        }
        if (rest() == 0 && segment + 1 < firsts.length && firsts[segment + 1] == index + 1) {
            open(segment + 1);
            return nextBeyond();
        }
        return false;
    }

    /** Whether there is any segment at all. */
    boolean hasSegment() {
        return reader != null;
    }

    /** Where in {@link #path()} what is left after the last line starts. */
    long restOffset() {
        return line().endOffset();
    }

    /** The segments after {@link #path()}. */
    Path[] later() {
        Path[] later = new Path[firsts.length - segment - 1];
        for (int i = 0; i < later.length; i++) {
            later[i] = segments.path(firsts[segment + 1 + i]);
        }
        return later;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}

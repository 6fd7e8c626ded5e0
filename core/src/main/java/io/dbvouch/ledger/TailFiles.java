package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The two files that every append writes, open from one append to the next. By one thread at a time. */
final class TailFiles implements AutoCloseable {
    /** Longer than a head: its size has at most 19 digits, its origin is as in {@link LedgerKeys}. */
    private static final int LONGEST_HEAD = 4096;

    private final OpenFile.Forcing forcing;
    private final Segments segments;
    private final LedgerFolder folder;
    private @Nullable OpenFile segment;
    private long segmentFirst;
    /** Whether other processes have appended since this one did. */
    private boolean shared;

    private @Nullable OpenFile head;
    /** What the head was when it was last written or followed. */
    private byte[] known = new byte[0];

    TailFiles(LedgerFolder folder, OpenFile.Forcing forcing) {
        this.forcing = forcing;
        this.folder = folder;
        segments = new Segments(folder.entries());
    }

    /**
     * Whether the ledger ends where {@code tail} does, which is moved on over what other processes have appended since. If
     * not, the tail is of no use any more.
     */
    boolean isCurrent(Tail tail, HeadKey key) throws IOException {
        if (head == null || segment == null) {
            return false;
        }
        if (!head.holds(known)) {
            byte[] content = head.read(0, LONGEST_HEAD);
            Head now = Head.parse(content, key);
            if (now == null || now.state().size() < tail.size() || !follow(tail, now, content)) {
                return false;
            }
        }
        OpenFile current = segment(tail.segment);
        return current.isStill(tail.end)
                && (tail.segment == tail.size() || !Files.exists(segments.path(tail.size())))
                && (tail.last == null
                        || current.hasLine(tail.last.start(), tail.last.entry().line()));
    }

    private boolean follow(Tail tail, Head now, byte[] content) throws IOException {
        long size = tail.size();
        if (!tail.follow(now, segment(tail.segment), segments)) {
            return false;
        }
        shared |= tail.size() > size;
        tail.sealed = now.sealed();
        known = content;
        return true;
    }

    /**
     * Moves the tail on over what other processes have appended, if they do: before the lock is taken, so that it is held for
     * less. What is seen then may be half written, or be taken back yet; {@link #isCurrent} decides.
     *
     * @return false if the tail is of no use any more
     */
    boolean lookAhead(Tail tail, HeadKey key) throws IOException {
        if (!shared || head == null || segment == null || head.holds(known)) {
            return true;
        }
        byte[] content = head.read(0, LONGEST_HEAD);
        Head now = Head.parse(content, key);
        return now == null || now.state().size() < tail.size() || follow(tail, now, content);
    }

    /** Opens both, after {@code tail} was read from the disk. */
    void open(Tail tail) throws IOException {
        close();
        OpenFile opened = OpenFile.openOrCreate(folder.head());
        head = opened;
        known = opened.read(0, LONGEST_HEAD);
        if (Files.exists(segments.path(tail.segment))) {
            segment(tail.segment);
        }
    }

    /** The segment with this first entry, which is there. */
    OpenFile segment(long first) throws IOException {
        OpenFile open = segment;
        if (open == null || segmentFirst != first) {
            if (open != null) {
                open.close();
            }
            segment = null;
            open = OpenFile.open(segments.path(first), forcing);
            segment = open;
            segmentFirst = first;
        }
        return open;
    }

    /** Writes the head, not forced. */
    void writeHead(byte[] content) throws IOException {
        OpenFile open = head;
        if (open == null) {
            open = OpenFile.openOrCreate(folder.head());
            head = open;
        }
        boolean shorter = known.length == 0 || content.length < known.length;
        known = new byte[0];
        open.write(0, content);
        if (shorter) {
            open.cut(content.length);
        }
        known = content;
    }

    /** What the head was when it was last written or followed; empty if it never was. */
    byte[] knownHead() {
        return known;
    }

    @Override
    public void close() throws IOException {
        known = new byte[0];
        try (OpenFile _ = segment;
                OpenFile _ = head) {
            segment = null;
            head = null;
        }
    }
}

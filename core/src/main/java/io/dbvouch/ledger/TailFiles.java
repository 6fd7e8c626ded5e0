package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The two files that every append writes, open from one append to the next. Used under the lock only. */
final class TailFiles implements AutoCloseable {
    /** Longer than a head: its size has at most 19 digits, its origin is as in {@link LedgerKeys}. */
    private static final int LONGEST_HEAD = 4096;

    private final OpenFile.Forcing forcing;
    private final Segments segments;
    private final LedgerFolder folder;
    private @Nullable OpenFile segment;
    private long segmentFirst;
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
            if (now == null || now.state().size() < tail.size() || !tail.follow(now, segments)) {
                return false;
            }
            tail.sealed = now.sealed();
            known = content;
        }
        OpenFile current = segment(tail.segment);
        return current.isStill(tail.end)
                && (tail.segment == tail.size() || !Files.exists(segments.path(tail.size())))
                && (tail.last == null
                        || current.hasLine(tail.last.start(), tail.last.entry().line()));
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

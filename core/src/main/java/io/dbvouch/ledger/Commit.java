package io.dbvouch.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One durable batch of entries:
 *
 * <ol>
 *   <li>under the lock, the lines go to the segment, and then the {@link Head} tells of them;
 *   <li>with or without the lock, the segment is forced: the entries are in the ledger.
 * </ol>
 *
 * If a step fails, the lines are taken back, and the ledger is what it was.
 */
final class Commit {
    /** No head is right that does not end in a newline. */
    private static final byte[] NO_HEAD = {'-'};

    private final LedgerFolder folder;
    private final Segments segments;
    private final HeadKey key;
    private final Tail tail;
    private final TailFiles files;
    private final long segmentBytes;
    private final byte[] headBefore;
    private final long segmentBefore;
    private final long endBefore;
    private final List<Path> created = new ArrayList<>();
    private Checkpoint state;
    private @Nullable OpenFile written;

    /** Starts from a tail that is current. */
    Commit(LedgerFolder folder, HeadKey key, Tail tail, TailFiles files, long segmentBytes) {
        this.folder = folder;
        this.segments = new Segments(folder.entries());
        this.key = key;
        this.tail = tail;
        this.files = files;
        this.segmentBytes = segmentBytes;
        state = tail.state();
        headBefore = files.knownHead();
        segmentBefore = tail.segment;
        endBefore = tail.end;
    }

    /** Writes lines and head, and moves the tail to behind them. Under the lock. */
    void write(List<Entry> entries) throws IOException {
        try {
            writeLines(entries);
            state = tail.state();
            files.writeHead(new Head(state, tail.sealed).format(key));
        } catch (IOException | RuntimeException | Error e) {
            undo(e);
            throw e;
        }
    }

    /** Makes the lines durable, and those that other processes wrote before them. Needs no lock. */
    void force() throws IOException {
        if (written != null) {
            written.sync();
        }
    }

    /** The state of the ledger with the lines. */
    Checkpoint state() {
        return state;
    }

    /**
     * Takes the lines back after {@link #force} failed. Where others have gone on from them they stay, but the head is no
     * longer to be followed: whoever appends next reads the end anew, and writes it anew.
     */
    void takeBack(Exception cause) {
        try {
            Head now = Head.parse(Head.read(folder.head()), key);
            boolean nothingFollows = now != null
                    && now.state().equals(state)
                    && written != null
                    && written.isStill(tail.end)
                    && !Files.exists(segments.path(tail.size()));
            if (nothingFollows) {
                undo(cause);
            } else {
                files.writeHead(NO_HEAD);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void writeLines(List<Entry> entries) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        long bufferedFrom = tail.end;
        for (Entry entry : entries) {
            byte[] line = entry.line();
            if (tail.end >= segmentBytes) {
                write(bufferedFrom, buffer);
                // Who appends to the next segment does not force this one.
                files.segment(tail.segment).sync();
                tail.startSegment();
                bufferedFrom = 0;
            }
            buffer.writeBytes(line);
            buffer.write('\n');
            tail.advance(entry);
        }
        write(bufferedFrom, buffer);
    }

    private void write(long offset, ByteArrayOutputStream buffer) throws IOException {
        if (buffer.size() == 0) {
            return;
        }
        if (offset == 0) {
            Path file = segments.path(tail.segment);
            if (!Files.exists(file)) {
                Disk.create(file);
                created.add(file);
            }
            // Also of one that is there: who made it may not have come to this.
            Disk.force(folder.entries());
        }
        written = files.segment(tail.segment);
        written.write(offset, buffer.toByteArray());
        buffer.reset();
    }

    private void undo(Throwable cause) {
        try {
            for (Path file : created) {
                Files.deleteIfExists(file);
            }
            if (!created.isEmpty()) {
                // Back after a power cut, it would be a segment in the middle of another one's entries.
                Disk.force(folder.entries());
            }
            Path segment = segments.path(segmentBefore);
            if (!created.contains(segment) && Files.exists(segment)) {
                Disk.truncate(segment, endBefore);
            }
        } catch (IOException e) {
            // The lines stay beyond the head, and the next append recovers.
            cause.addSuppressed(e);
        }
        try {
            files.writeHead(headBefore);
        } catch (IOException e) {
            // A head that does not fit is as good as none.
            cause.addSuppressed(e);
        }
    }
}

package io.dbvouch.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One durable batch of entries, in this order:
 *
 * <ol>
 *   <li>the lines go to the segment and are forced: the entries are safe;
 *   <li>the hashes go to the tiles and the offsets to the index, not forced: they can be made again from the entries;
 *   <li>the new checkpoint is written beside the old one, forced, put in its place, and the folder forced: the entries are
 *       part of the ledger.
 * </ol>
 *
 * If a step fails, the lines are taken back, and the ledger is what it was.
 */
final class Commit {
    private final LedgerFolder folder;
    private final Segments segments;
    private final SigningKey key;
    private final Tail tail;
    private final long segmentBytes;
    private final TreeHasher hasher = new TreeHasher();
    private final List<Path> created = new ArrayList<>();

    Commit(LedgerFolder folder, SigningKey key, Tail tail, long segmentBytes) {
        this.folder = folder;
        this.segments = new Segments(folder.entries());
        this.key = key;
        this.tail = tail;
        this.segmentBytes = segmentBytes;
    }

    /** Moves the tail to behind the entries. After a failure the tail is of no use any more. */
    void run(List<Entry> entries) throws IOException {
        Path segment = segments.path(tail.segment);
        long end = tail.end;
        long first = tail.size();
        Tiles tiles = new Tiles(folder.tiles());
        byte[] note;
        try {
            long[] ends = writeLines(entries, tiles);
            tiles.flush();
            new EntryIndex(folder.index()).write(first, ends);
            tail.checkpoint = new Checkpoint(key.name(), tail.size(), tail.tree.root());
            note = SignedNote.sign(tail.checkpoint.format(), key).format();
            Disk.replace(folder.checkpoint(), note);
        } catch (IOException | RuntimeException e) {
            takeBack(segment, end, e);
            throw e;
        }
        tail.note = note;
        Disk.force(folder.path());
    }

    private long[] writeLines(List<Entry> entries, Tiles tiles) throws IOException {
        long[] ends = new long[entries.size()];
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        long bufferedFrom = tail.end;
        for (int i = 0; i < ends.length; i++) {
            byte[] line = entries.get(i).line();
            if (tail.end >= segmentBytes) {
                write(bufferedFrom, buffer);
                tail.segment = tail.size();
                tail.end = 0;
                bufferedFrom = 0;
            }
            buffer.writeBytes(line);
            buffer.write('\n');
            byte[] leaf = hasher.leaf(line, 0, line.length);
            tail.tree.append(leaf, tiles);
            long start = tail.end;
            tail.end = start + line.length + 1;
            tail.last = new Tail.Last(entries.get(i).id(), TreeHash.of(leaf), tail.segment, start, tail.end);
            ends[i] = tail.end;
        }
        write(bufferedFrom, buffer);
        return ends;
    }

    private void write(long offset, ByteArrayOutputStream buffer) throws IOException {
        if (buffer.size() == 0) {
            return;
        }
        Path file = segments.path(tail.segment);
        boolean isNew = !Files.exists(file);
        if (isNew) {
            Disk.create(file);
            created.add(file);
        }
        Disk.write(file, offset, buffer.toByteArray());
        buffer.reset();
        if (isNew) {
            Disk.force(folder.entries());
        }
    }

    private void takeBack(Path segment, long end, Exception cause) {
        try {
            for (Path file : created) {
                Files.deleteIfExists(file);
            }
            if (!created.contains(segment) && Files.exists(segment)) {
                Disk.truncate(segment, end);
            }
        } catch (IOException e) {
            // The lines stay beyond the checkpoint, and the next append recovers.
            cause.addSuppressed(e);
        }
    }
}

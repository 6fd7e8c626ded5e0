package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what lies beyond the checkpoint back into the ledger: the lines of an append that was cut short before its
 * checkpoint. Whole entries whose ids ascend are kept; the first thing that is not one, and all after it, is moved to
 * {@code recovered/}. A whole entry whose id does not ascend was put there by no append, and is refused.
 */
final class Recovery {
    /** Ends the name of a file that no entry in the ledger tells of yet. */
    private static final String UNREPORTED = ".unreported";

    private final LedgerFolder folder;
    private final Segments segments;
    private final Tail tail;
    private final Tiles tiles;
    private final TreeHasher hasher = new TreeHasher();
    private final List<Path> aside = new ArrayList<>();
    private long[] ends = new long[16];
    private int kept;
    private long asideBytes;

    Recovery(LedgerFolder folder, Tail tail) {
        this.folder = folder;
        this.segments = new Segments(folder.entries());
        this.tail = tail;
        this.tiles = new Tiles(folder.tiles());
    }

    /**
     * Moves the tail on over the entries that are kept. They become part of the ledger with the checkpoint of the append
     * that follows.
     *
     * @return the event to append, or null if nothing lay beyond the checkpoint and nothing was {@code rebuilt}
     */
    @Nullable
    Draft run(boolean rebuilt) throws IOException {
        findUnreported();
        long before = tail.size();
        if (isAnythingBeyond()) {
            try (EntryWalk walk = EntryWalk.beyond(segments, tail.segment, tail.end, before)) {
                while (walk.nextBeyond() && kept(walk)) {
                    advance(walk);
                }
                setAside(walk);
            }
        }
        if (kept > 0) {
            // The process that wrote these lines may not have come to force them.
            Disk.sync(segments.path(tail.segment));
            Disk.force(folder.entries());
            tiles.flush();
            new EntryIndex(folder.index()).write(before, Arrays.copyOf(ends, kept));
        }
        return kept > 0 || !aside.isEmpty() || rebuilt ? event(rebuilt) : null;
    }

    private boolean isAnythingBeyond() throws IOException {
        long[] firsts = segments.list();
        return firsts.length > 0
                && (firsts[firsts.length - 1] != tail.segment || Files.size(segments.path(tail.segment)) != tail.end);
    }

    /** To be called when the event is in the ledger. */
    void reported() throws IOException {
        for (Path file : aside) {
            Files.move(file, file.resolveSibling(reportedName(file)));
        }
        if (!aside.isEmpty()) {
            Disk.force(folder.recovered());
        }
    }

    /** What a recovery set aside that did not come to say so in the ledger. */
    private void findUnreported() throws IOException {
        if (Files.exists(folder.recovered())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(
                    folder.recovered(), file -> file.toString().endsWith(UNREPORTED))) {
                for (Path file : files) {
                    aside.add(file);
                    asideBytes += Files.size(file);
                }
            }
        }
    }

    private static String reportedName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - UNREPORTED.length());
    }

    private boolean kept(EntryWalk walk) {
        byte[] line = walk.line().line();
        Entry entry = Entry.parse(walk.index(), line);
        if (entry == null || line.length > Entry.LONGEST || !isJson(line)) {
            return false;
        }
        if (tail.last != null && entry.id().compareTo(tail.last.id()) <= 0) {
            throw Refusal.broken(walk.path(), "an earlier entry follows the last one")
                    .evidence("number", walk.index())
                    .evidence("offset", walk.line().offset())
                    .evidence("expected", "an id above " + tail.last.id())
                    .evidence("found", entry.id());
        }
        return true;
    }

    private static boolean isJson(byte[] line) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            JsonScanner.memberNames(text);
            return true;
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return false;
        }
    }

    private void advance(EntryWalk walk) throws IOException {
        LineReader line = walk.line();
        byte[] leaf = hasher.leaf(line.buffer(), line.start(), line.length());
        Ulid id = Entry.id(line.buffer(), line.start(), line.length());
        if (id == null) {
            throw new IllegalStateException("a kept line has an id");
        }
        if (tail.segment != walk.segmentFirst()) {
            Disk.sync(segments.path(tail.segment));
        }
        tail.tree.append(leaf, tiles);
        tail.segment = walk.segmentFirst();
        tail.end = line.endOffset();
        tail.last = new Tail.Last(id, TreeHash.of(leaf), tail.segment, line.offset(), tail.end);
        if (kept == ends.length) {
            ends = Arrays.copyOf(ends, 2 * kept);
        }
        ends[kept++] = tail.end;
    }

    private void setAside(EntryWalk walk) throws IOException {
        if (walk.segmentFirst() == tail.segment) {
            moveFrom(walk.path(), tail.end);
        } else {
            moveFrom(walk.path(), 0);
        }
        for (Path later : walk.later()) {
            moveFrom(later, 0);
        }
    }

    /** Moves what {@code segment} holds from {@code offset} on; of the current segment the file stays. */
    private void moveFrom(Path segment, long offset) throws IOException {
        long bytes = Files.size(segment) - offset;
        if (bytes > 0) {
            Disk.createFolder(folder.recovered());
            Path target = unused(segment.getFileName() + "." + offset);
            Disk.copy(segment, offset, target);
            Disk.force(folder.recovered());
            aside.add(target);
            asideBytes += bytes;
        }
        if (!segment.equals(segments.path(tail.segment))) {
            Files.delete(segment);
        } else if (bytes > 0) {
            Disk.truncate(segment, offset);
        }
    }

    private Path unused(String name) {
        String unused = name;
        for (int i = 1; exists(unused) || exists(unused + UNREPORTED); i++) {
            unused = name + "." + i;
        }
        return folder.recovered().resolve(unused + UNREPORTED);
    }

    private boolean exists(String name) {
        return Files.exists(folder.recovered().resolve(name));
    }

    private Draft event(boolean rebuilt) {
        StringBuilder files = new StringBuilder();
        for (Path file : aside) {
            files.append(files.isEmpty() ? "\"" : ",\"")
                    .append("recovered/")
                    .append(reportedName(file))
                    .append('"');
        }
        return new Draft(
                "ledger.recovered",
                "{\"kept\":" + kept + ",\"set_aside\":[" + files + "],\"set_aside_bytes\":" + asideBytes
                        + ",\"rebuilt\":" + rebuilt + "}");
    }
}

package io.dbvouch.ledger;

import io.dbvouch.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what lies beyond checkpoint and head back into the ledger: the lines of an append that was cut short. First
 * {@link #look()}, then {@link #run}, then, when what it says is in the ledger, {@link #reported()}. Whole entries
 * whose ids ascend are kept; the first thing that is not one, and all after it, is moved to {@code recovered/}. A whole entry
 * whose id does not ascend was put there by no append, and is refused.
 */
final class Recovery {
    /** Ends the name of a file that no entry in the ledger tells of yet. */
    private static final String UNREPORTED = ".unreported";

    private final LedgerFolder folder;
    private final Segments segments;
    private final Tail tail;
    private final List<Path> aside = new ArrayList<>();
    private final List<Path> rest = new ArrayList<>();
    private final long keptFrom;
    private int kept;
    private long asideBytes;

    Recovery(LedgerFolder folder, Tail tail) {
        this.folder = folder;
        this.segments = new Segments(folder.entries());
        this.tail = tail;
        keptFrom = tail.size();
    }

    /** Moves the tail on over the entries that are kept. Writes nothing. */
    void look() throws IOException {
        if (isAnythingBeyond()) {
            try (EntryWalk walk = EntryWalk.beyond(segments, tail.segment, tail.end, tail.size())) {
                while (walk.nextBeyond() && kept(walk)) {
                    kept++;
                }
                rest.add(walk.path());
                rest.addAll(List.of(walk.later()));
            }
        }
    }

    /**
     * Moves aside what is not kept.
     *
     * @return the event to append, or null if nothing was to be recovered
     */
    @Nullable
    Draft run(TailReader reader) throws IOException {
        findUnreported();
        for (Path segment : rest) {
            moveFrom(segment, segment.equals(segments.path(tail.segment)) ? tail.end : 0);
        }
        if (!rest.isEmpty()) {
            Disk.force(folder.entries());
        }
        long lost = Math.max(0, reader.vouched() - tail.size());
        return kept > 0 || lost > 0 || !aside.isEmpty() || reader.rebuilt() ? event(reader, lost) : null;
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

    private boolean kept(EntryWalk walk) throws IOException {
        LineReader line = walk.line();
        byte[] bytes = line.line();
        Entry entry = Entry.parse(walk.index(), bytes);
        if (entry == null || bytes.length > Entry.LONGEST || !isJson(bytes)) {
            return false;
        }
        if (tail.last != null && entry.id().compareTo(tail.last.id()) <= 0) {
            throw Refusal.broken(walk.path(), "an earlier entry follows the last one")
                    .evidence("number", walk.index())
                    .evidence("offset", line.offset())
                    .evidence("expected", "an id above " + tail.last.id())
                    .evidence("found", entry.id());
        }
        if (tail.segment != walk.segmentFirst()) {
            tail.startSegment();
        }
        tail.advance(entry);
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

    private Draft event(TailReader reader, long lost) throws IOException {
        StringBuilder files = new StringBuilder();
        StringBuilder hashes = new StringBuilder();
        for (Path file : aside) {
            String comma = files.isEmpty() ? "" : ",";
            files.append(comma)
                    .append("\"recovered/")
                    .append(reportedName(file))
                    .append('"');
            hashes.append(comma).append('"').append(sha256(file)).append('"');
        }
        return new Draft(
                "ledger.recovered",
                "{\"kept\":" + kept + ",\"kept_from\":" + keptFrom + ",\"lost\":" + lost + ",\"contradicted\":"
                        + reader.contradicted() + ",\"set_aside\":[" + files + "],\"set_aside_sha256\":["
                        + hashes + "],\"set_aside_bytes\":" + asideBytes + ",\"rebuilt\":" + reader.rebuilt() + "}");
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

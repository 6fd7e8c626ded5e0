package io.dbvouch.ledger;

import io.dbvouch.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Finds what would go from a ledger: reads the segments from the oldest on, as far as they are old enough. */
final class PrunePlanner {
    private final LedgerFolder folder;
    private final Segments segments;
    private final LedgerReader reader;

    PrunePlanner(LedgerFolder folder, LedgerReader reader) {
        this.folder = folder;
        this.reader = reader;
        segments = new Segments(folder.entries());
    }

    /** What was found in a segment. */
    private record Scanned(PrunePlan.Segment segment, Instant latest, Ulid lastId) {}

    /** The segments from the oldest on all of whose entries were written before {@code before}; never the last. */
    PrunePlan plan(Instant before) throws IOException {
        PrunedPart recorded = PrunedPart.hinted(folder, reader.first(), reader.size());
        long first = recorded == null ? reader.first() : recorded.size();
        long[] firsts = segments.list();
        List<PrunePlan.Segment> going = new ArrayList<>();
        int unfinished = 0;
        Ulid lastId = null;
        Instant oldest = Instant.MIN;
        for (int i = 0; i < firsts.length; i++) {
            boolean isLast = i + 1 == firsts.length || firsts[i + 1] >= reader.size();
            if (!isLast && firsts[i + 1] <= first) {
                unfinished++;
                continue;
            }
            Scanned scanned = scan(firsts[i], isLast ? reader.size() : firsts[i + 1]);
            oldest = scanned.latest;
            if (isLast || !scanned.latest.isBefore(before)) {
                break;
            }
            going.add(scanned.segment);
            lastId = scanned.lastId;
        }
        long size = going.isEmpty() ? first : going.getLast().end();
        return new PrunePlan(first, size, lastId, going, unfinished, oldest);
    }

    private Scanned scan(long first, long end) throws IOException {
        Path file = segments.path(first);
        MessageDigest sha256 = Sha256.begin();
        Instant latest = Instant.MIN;
        Ulid lastId = null;
        try (EntryWalk walk = new EntryWalk(segments, first, 0, end)) {
            while (walk.next()) {
                LineReader line = walk.line();
                sha256.update(line.buffer(), line.start(), line.length());
                sha256.update((byte) '\n');
                Entry entry = Entry.parse(walk.index(), line.line());
                if (entry == null) {
                    throw Refusal.broken(file, "line " + walk.index() + " is not an entry");
                }
                latest = entry.time().isAfter(latest) ? entry.time() : latest;
                lastId = entry.id();
            }
            if (walk.problem() != null || lastId == null) {
                throw Refusal.broken(file, "the segment does not go on as it should");
            }
        }
        String digest = HexFormat.of().formatHex(sha256.digest());
        String name = file.getFileName().toString();
        return new Scanned(new PrunePlan.Segment(name, first, end - first, Files.size(file), digest), latest, lastId);
    }
}

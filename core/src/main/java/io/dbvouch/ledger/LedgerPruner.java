package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import io.dbvouch.ShellWord;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes the oldest segments of a ledger that were exported, and leaves one that still verifies. In this order:
 *
 * <ol>
 *   <li>The ledger is verified as a whole.
 *   <li>Every entry that is to go is compared, by its leaf hash, with an export that the ledger's key has signed, and the
 *       export is forced.
 *   <li>The leaf hashes, which are all that stays of them, are forced.
 *   <li>An entry {@code ledger.pruned} says what goes. It is sealed, and the checkpoint that covers it is forced, before
 *   <li>the segments are removed, one after the other, the oldest first.
 * </ol>
 *
 * A run that is cut short leaves a ledger that verifies, and segments that the entry accounts for: the next run removes them.
 * Only whole segments go, and never the last one.
 */
public final class LedgerPruner {
    /** So that the entry is not too long for a line: each takes some 100 bytes. */
    private static final int SEGMENTS_AT_ONCE = 400;

    /** Learns how far a run has come. */
    @FunctionalInterface
    interface Progress {
        /** This was done. */
        void reached(String step);
    }

    private final LedgerFolder folder;
    private final Segments segments;
    private final LedgerReader reader;
    private final Tiles tiles;
    private final Progress progress;

    private LedgerPruner(Path ledger) {
        this(ledger, _ -> {});
    }

    private LedgerPruner(Path ledger, Progress progress) {
        this.progress = progress;
        folder = new LedgerFolder(ledger.toAbsolutePath());
        segments = new Segments(folder.entries());
        reader = LedgerReader.open(ledger);
        tiles = new Tiles(folder.tiles());
    }

    /** What was found in a segment. */
    private record Scanned(PrunePlan.Segment segment, Instant latest, Ulid lastId) {}

    /**
     * What would go: the segments from the oldest on all of whose entries were written before {@code before}. Verifies the
     * ledger.
     *
     * @throws AccessException.LedgerRefused if it does not verify, or cannot be read
     */
    public static PrunePlan plan(Path ledger, Instant before) {
        LedgerPruner pruner = new LedgerPruner(ledger);
        if (LedgerVerifier.verify(ledger) instanceof Verdict.Broken broken) {
            throw Refusal.broken(broken);
        }
        try {
            return pruner.plan(before);
        } catch (IOException e) {
            throw Refusal.io(pruner.folder.path(), "the ledger cannot be read", e);
        }
    }

    private PrunePlan plan(Instant before) throws IOException {
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

    /**
     * Checks that an export has every entry that goes, and makes it durable as far as it is needed for that.
     *
     * @param exported a folder that {@code ledger export --tiles} wrote; null for none
     * @throws AccessException.LedgerRefused if there is none, or it has not
     */
    public static void check(Path ledger, PrunePlan plan, @Nullable Path exported) {
        LedgerPruner pruner = new LedgerPruner(ledger);
        if (plan.entries() == 0) {
            return;
        }
        if (exported == null) {
            throw new AccessException.LedgerRefused(
                            plan.entries() + " entries are to go, and no export is named that has them")
                    .hint("dbvouch ledger export --tiles DIR, then dbvouch ledger prune --exported DIR …");
        }
        try {
            pruner.check(plan, exported.toAbsolutePath());
        } catch (IOException e) {
            throw new AccessException.LedgerRefused("the export cannot be read: " + Disk.reason(e), e)
                    .evidence("folder", exported)
                    .evidence("cause", e.getMessage());
        }
    }

    private void check(PrunePlan plan, Path exported) throws IOException {
        EarlierExport export;
        try {
            export = EarlierExport.open(exported, reader.verifierKey(), reader.checkpoint(), tiles);
        } catch (EOFException e) {
            throw Refusal.tilesMissing(folder, e);
        }
        if (export.size() < plan.size()) {
            throw unexported(
                    exported, "it has " + export.size() + " entries, and those to go are up to " + plan.size());
        }
        EntryBundles bundles = export.bundles();
        for (long at = plan.first(); at < plan.size(); ) {
            long bundle = at / MerkleTree.TILE_WIDTH;
            int end = (int) Math.min(MerkleTree.TILE_WIDTH, plan.size() - bundle * MerkleTree.TILE_WIDTH);
            byte[] row = Tiles.whole(tiles, 0, bundle, end);
            List<byte[]> lines;
            try {
                lines = bundles.lines(bundle);
            } catch (EOFException e) {
                throw unexported(exported, String.valueOf(e.getMessage()));
            }
            for (int i = (int) (at % MerkleTree.TILE_WIDTH); i < end; i++, at++) {
                byte[] leaf = MerkleTree.leafHash(lines.get(i)).bytes();
                if (!Arrays.equals(leaf, 0, leaf.length, row, i * leaf.length, (i + 1) * leaf.length)) {
                    throw unexported(exported, "its entry " + at + " is not the ledger's");
                }
            }
            bundles.force(bundle);
        }
        export.force();
    }

    private static AccessException unexported(Path exported, String why) {
        return new AccessException.LedgerRefused("not everything that is to go is in " + exported + ": " + why)
                .evidence("folder", exported)
                .hint("dbvouch ledger export --tiles " + ShellWord.of(exported.toString()));
    }

    /**
     * Removes what a plan says, and what an earlier run left. {@link #check} comes before.
     *
     * @param membersJson what else there is to say in the entry, such as who asked for it: a JSON object
     * @throws AccessException.LedgerRefused if the ledger cannot be written, or was pruned since
     */
    public static void run(Path ledger, PrunePlan plan, InstantSource clock, String membersJson) {
        run(ledger, plan, clock, membersJson, _ -> {});
    }

    static void run(Path ledger, PrunePlan plan, InstantSource clock, String membersJson, Progress progress) {
        LedgerPruner pruner = new LedgerPruner(ledger, progress);
        try {
            pruner.run(plan, clock, membersJson);
        } catch (IOException e) {
            throw Refusal.io(pruner.folder.path(), "the ledger cannot be pruned", e);
        }
    }

    private void run(PrunePlan plan, InstantSource clock, String membersJson) throws IOException {
        PrunedPart recorded = PrunedPart.hinted(folder, reader.first(), reader.size());
        if (recorded != null && recorded.size() > plan.first()) {
            throw new AccessException.LedgerRefused("the ledger was pruned by another process meanwhile")
                    .evidence("ledger", folder.path());
        }
        remove(plan.first());
        List<PrunePlan.Segment> rest = plan.segments();
        while (!rest.isEmpty()) {
            List<PrunePlan.Segment> now = rest.subList(0, Math.min(SEGMENTS_AT_ONCE, rest.size()));
            long size = now.getLast().end();
            forceTiles(now.getFirst().first(), size);
            progress.reached("the leaf hashes are forced");
            record(now, clock, membersJson);
            remove(size);
            rest = rest.subList(now.size(), rest.size());
        }
    }

    private void record(List<PrunePlan.Segment> going, InstantSource clock, String membersJson) throws IOException {
        long size = going.getLast().end();
        Draft draft = draft(going, membersJson);
        long record;
        try (Ledger open = Ledger.open(folder.path(), clock)) {
            progress.reached("the ledger is open");
            record = open.append(draft).index();
            progress.reached("the entry is durable");
            // To close it would seal too, but would not tell of a failure.
            open.seal();
            progress.reached("the entry is sealed");
        }
        new PrunedPart(record, size, lastId(size), new TileTree(tiles).root(size)).writeHint(folder);
        progress.reached("the entry can be found");
    }

    private Draft draft(List<PrunePlan.Segment> going, String membersJson) throws IOException {
        long size = going.getLast().end();
        StringBuilder members = new StringBuilder("{\"entries\":")
                .append(size - going.getFirst().first())
                .append(",\"size\":")
                .append(size)
                .append(",\"last_id\":\"")
                .append(lastId(size))
                .append("\",\"root\":\"")
                .append(new TileTree(tiles).root(size).base64())
                .append("\",\"segments\":[");
        String separator = "";
        for (PrunePlan.Segment segment : going) {
            members.append(separator)
                    .append("{\"file\":\"")
                    .append(segment.file())
                    .append("\",\"sha256\":\"")
                    .append(segment.sha256())
                    .append("\"}");
            separator = ",";
        }
        String more = membersJson.strip();
        String inside = more.substring(1, more.length() - 1).strip();
        members.append(']').append(inside.isEmpty() ? "" : ",").append(inside).append('}');
        return new Draft(PrunedPart.EVENT, members.toString());
    }

    private Ulid lastId(long size) {
        try (EntryCursor cursor = reader.from(size - 1)) {
            return cursor.next().orElseThrow().id();
        }
    }

    /** They can not be made again once the lines are gone. */
    private void forceTiles(long first, long size) throws IOException {
        for (long tile = first / MerkleTree.TILE_WIDTH; tile * MerkleTree.TILE_WIDTH < size; tile++) {
            Path path = Tiles.path(folder.tiles(), 0, tile);
            Disk.sync(path);
            if ((tile + 1) % 1000 == 0 || (tile + 1) * MerkleTree.TILE_WIDTH >= size) {
                Disk.force(path.resolveSibling(""));
            }
        }
    }

    /** Removes the segments before the entry {@code end}, which an entry accounts for. */
    private void remove(long end) throws IOException {
        long[] firsts = segments.list();
        if (firsts.length < 2 || firsts[1] > end) {
            return;
        }
        // Appends do not force it, and without it a power cut would leave a gap that nothing accounts for.
        Disk.force(folder.checkpoint());
        Disk.force(folder.path());
        progress.reached("the checkpoint is forced");
        for (int i = 0; i + 1 < firsts.length && firsts[i + 1] <= end; i++) {
            Files.deleteIfExists(segments.path(firsts[i]));
            // One by one, so that a power cut leaves no gap between them.
            Disk.force(folder.entries());
            progress.reached("segment " + firsts[i] + " is removed");
        }
    }
}

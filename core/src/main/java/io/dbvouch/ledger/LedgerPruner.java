package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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
    private final Progress progress;

    private LedgerPruner(Path ledger) {
        this(ledger, _ -> {});
    }

    private LedgerPruner(Path ledger, Progress progress) {
        this.progress = progress;
        folder = new LedgerFolder(ledger.toAbsolutePath());
        segments = new Segments(folder.entries());
        reader = LedgerReader.open(ledger);
    }

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
            return new PrunePlanner(pruner.folder, pruner.reader).plan(before);
        } catch (IOException e) {
            throw Refusal.io(pruner.folder.path(), "the ledger cannot be read", e);
        }
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
            new PruneExportCheck(pruner.folder, pruner.reader).check(plan, exported.toAbsolutePath());
        } catch (IOException e) {
            throw new AccessException.LedgerRefused("the export cannot be read: " + Disk.reason(e), e)
                    .evidence("folder", exported)
                    .evidence("cause", e.getMessage());
        }
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
        PruneRecord record = new PruneRecord(folder, reader);
        Draft draft = record.draft(going, membersJson);
        long number;
        try (Ledger open = Ledger.open(folder.path(), clock)) {
            progress.reached("the ledger is open");
            number = open.append(draft).index();
            progress.reached("the entry is durable");
            // To close it would seal too, but would not tell of a failure.
            open.seal();
            progress.reached("the entry is sealed");
        }
        record.part(number, size).writeHint(folder);
        progress.reached("the entry can be found");
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

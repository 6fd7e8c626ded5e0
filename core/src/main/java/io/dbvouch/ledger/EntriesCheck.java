package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through all entries that a signed checkpoint covers, once, and compares everything with it that is made from them. */
final class EntriesCheck {
    private final LedgerFolder folder;
    private final Checkpoint checkpoint;
    private final List<Onlooker> onlookers;

    EntriesCheck(LedgerFolder folder, Checkpoint checkpoint, List<Onlooker> onlookers) {
        this.folder = folder;
        this.checkpoint = checkpoint;
        this.onlookers = onlookers;
    }

    Verdict run() throws IOException {
        if (onlookers.isEmpty()) {
            ParallelCheck.Sound sound = new ParallelCheck(folder, checkpoint).run();
            if (sound != null) {
                Segments segments = new Segments(folder.entries());
                try (EntryWalk walk = EntryWalk.beyond(segments, sound.segment(), sound.end(), checkpoint.size())) {
                    return beyond(walk, sound.last(), 0, sound.pruned());
                }
            }
        }
        return inOrder();
    }

    private Verdict inOrder() throws IOException {
        TreeHasher hasher = new TreeHasher();
        MerkleTree tree = new MerkleTree();
        TileCheck tiles = new TileCheck(folder.tiles(), checkpoint.size());
        IndexCheck index = new IndexCheck(folder.index(), checkpoint.size());
        PrunedCheck pruned = PrunedCheck.of(folder, checkpoint.size());
        Verdict.Broken gone = pruned.run(tree, tiles, onlookers);
        if (gone != null) {
            return gone;
        }
        Ulid last = null;
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), pruned.first(), 0, checkpoint.size())) {
            while (walk.next()) {
                LineReader line = walk.line();
                byte[] leaf = hasher.leaf(line.buffer(), line.start(), line.length());
                boolean sound = tiles.leaf(walk.index(), leaf);
                Ulid id = Entry.id(line.buffer(), line.start(), line.length());
                if (!sound && tiles.rootFromTiles().equals(checkpoint.root())) {
                    String expected = "a line with the leaf hash " + tiles.expected();
                    String found = HexFormat.of().formatHex(leaf);
                    return entry(walk, "entry " + walk.index() + " was altered", expected, found);
                }
                if (id == null) {
                    return entry(walk, "not an entry", "{\"v\":1,\"id\":", "another line");
                }
                if (last != null && id.compareTo(last) <= 0) {
                    return entry(walk, "the ids do not ascend", "an id above " + last, id.toString());
                }
                last = id;
                pruned.accept(walk, id);
                tree.append(leaf, tiles);
                index.accept(walk.index(), line.endOffset());
                for (Onlooker onlooker : onlookers) {
                    onlooker.accept(line, tree);
                }
            }
            Verdict.Broken problem = walk.problem();
            if (problem != null) {
                return problem;
            }
            if (!tree.root().equals(checkpoint.root())) {
                problem = pruned.unfit(tiles);
                if (problem != null) {
                    return problem;
                }
                return new Verdict.Broken(
                        Verdict.Part.CHECKPOINT,
                        3,
                        folder.checkpoint(),
                        rootOffset(),
                        "the root over the entries is not the signed one",
                        tree.root().base64(),
                        checkpoint.root().base64());
            }
            problem = tiles.problem() != null ? tiles.problem() : index.problem();
            problem = problem != null ? problem : pruned.problem();
            if (problem != null) {
                return problem;
            }
            for (Onlooker onlooker : onlookers) {
                problem = onlooker.problem();
                if (problem != null) {
                    return problem;
                }
            }
            return beyond(walk, last, tiles.missing() + index.missing(), pruned.first());
        }
    }

    /** What follows the last entry may be an append that is under way, but never an entry that was there before. */
    private Verdict beyond(EntryWalk walk, @Nullable Ulid last, long missing, long pruned) throws IOException {
        long bytes = 0;
        if (walk.hasSegment()) {
            while (walk.nextBeyond()) {
                LineReader line = walk.line();
                bytes += line.length() + 1L;
                Ulid id = Entry.id(line.buffer(), line.start(), line.length());
                if (id != null && last != null && id.compareTo(last) <= 0) {
                    return entry(walk, "an earlier entry follows the last one", "an id above " + last, id.toString());
                }
                last = id == null ? last : id;
            }
            bytes += Math.max(0, Files.size(walk.path()) - walk.restOffset());
            for (Path later : walk.later()) {
                bytes += Files.size(later);
            }
        }
        return new Verdict.Intact(checkpoint, bytes, missing, pruned);
    }

    private long rootOffset() {
        String before = checkpoint.origin() + "\n" + checkpoint.size() + "\n";
        return before.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Verdict entry(EntryWalk walk, String problem, String expected, String found) {
        return new Verdict.Broken(
                Verdict.Part.ENTRY, walk.index(), walk.path(), walk.line().offset(), problem, expected, found);
    }
}

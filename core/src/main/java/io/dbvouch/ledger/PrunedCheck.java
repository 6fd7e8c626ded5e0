package io.dbvouch.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what is left of entries that were pruned: their leaf hashes in the tiles take the place of the lines, so that the
 * root still has to come out as it was signed; and an entry has to account for them, with the root that these hashes give.
 */
final class PrunedCheck {
    private final LedgerFolder folder;
    private final Tiles tiles;
    private final long first;
    private final @Nullable PrunedPart accounted;
    private long unfitTile = -1;
    private Verdict.@Nullable Broken problem;

    private PrunedCheck(LedgerFolder folder, long first, @Nullable PrunedPart accounted) {
        this.folder = folder;
        this.first = first;
        this.accounted = accounted;
        tiles = new Tiles(folder.tiles());
    }

    /** For a ledger of {@code size} entries. */
    static PrunedCheck of(LedgerFolder folder, long size) throws IOException {
        long[] firsts = new Segments(folder.entries()).list();
        long first = firsts.length == 0 || firsts[0] >= size ? 0 : firsts[0];
        return new PrunedCheck(folder, first, first == 0 ? null : PrunedPart.find(folder, first, size));
    }

    /** How many entries are not there. */
    long first() {
        return first;
    }

    /** Whether entries are missing, and no entry says that they were pruned. */
    boolean isUnaccounted() {
        return first > 0 && accounted == null;
    }

    /** The id that the first entry there has to be above; null where it is not known. */
    @Nullable
    Ulid lastGone() {
        return accounted != null && accounted.size() == first ? accounted.lastId() : null;
    }

    /** Puts the leaves of the entries that are not there into the tree; what is wrong with them, or null. */
    Verdict.@Nullable Broken run(MerkleTree tree, TileCheck check, List<Onlooker> onlookers) throws IOException {
        if (isUnaccounted()) {
            return new Verdict.Broken(
                    Verdict.Part.ENTRY,
                    0,
                    new Segments(folder.entries()).path(0),
                    0,
                    "the first segment is missing",
                    "a segment",
                    "none");
        }
        while (tree.size() < first) {
            long tile = tree.size() / MerkleTree.TILE_WIDTH;
            int width = (int) Math.min(MerkleTree.TILE_WIDTH, first - tree.size());
            byte[] row = tiles.row(0, tile, width);
            for (int at = 0; at < row.length; at += TreeHash.BYTES) {
                tree.append(Arrays.copyOfRange(row, at, at + TreeHash.BYTES), check);
                for (Onlooker onlooker : onlookers) {
                    onlooker.acceptPruned(
                            tree, Objects.requireNonNull(accounted).lastId());
                }
            }
            if (row.length < width * TreeHash.BYTES) {
                return tile(
                        tree.size(),
                        row.length,
                        "the hash of an entry that was pruned is missing",
                        "a hash",
                        "nothing");
            }
            if (unfitTile < 0 && check.problem() != null) {
                unfitTile = tile;
            }
        }
        return null;
    }

    /** The root is not the signed one: the first tile whose hashes are not those that the level above was made from. */
    Verdict.@Nullable Broken unfit(TileCheck check) {
        long tile = unfitTile < 0 && isOfSharedTile(check.problem()) ? first / MerkleTree.TILE_WIDTH : unfitTile;
        return tile < 0
                ? null
                : tile(
                        tile * MerkleTree.TILE_WIDTH,
                        0,
                        "the hashes of entries that were pruned are not those of the tree",
                        "the hashes that tile " + tile / MerkleTree.TILE_WIDTH + " of level 1 was made from",
                        "others");
    }

    /** Whether of the tile that has hashes of both kinds those of the lines are right, and the one above them is not. */
    private boolean isOfSharedTile(Verdict.@Nullable Broken found) {
        long shared = first / MerkleTree.TILE_WIDTH;
        return first % MerkleTree.TILE_WIDTH != 0
                && found != null
                && found.number() == shared
                && found.file().equals(Tiles.path(folder.tiles(), 1, shared / MerkleTree.TILE_WIDTH));
    }

    private Verdict.Broken tile(long leaf, long offset, String what, String expected, String found) {
        return new Verdict.Broken(
                Verdict.Part.TILE,
                leaf,
                Tiles.path(folder.tiles(), 0, leaf / MerkleTree.TILE_WIDTH),
                offset,
                what,
                expected,
                found);
    }

    /** Compares an entry {@code ledger.pruned} with the tree. Called for each entry in order. */
    void accept(EntryWalk walk, Ulid id) throws IOException {
        if (problem != null) {
            return;
        }
        Ulid lastGone = lastGone();
        if (walk.index() == first && lastGone != null && id.compareTo(lastGone) <= 0) {
            problem = entry(walk, "the ids do not ascend", "an id above " + lastGone, id.toString());
            return;
        }
        PrunedPart part = PrunedPart.read(walk);
        if (part != null && !isRight(part)) {
            problem = entry(
                    walk,
                    "the entries that it says were pruned are not the ledger's first",
                    "the root over the first " + part.size() + " entries",
                    part.root().base64());
        }
    }

    /** Whether what an entry {@code ledger.pruned} tells of are the ledger's first entries. */
    boolean isRight(PrunedPart part) throws IOException {
        try {
            return part.size() <= part.record()
                    && new TileTree(tiles).root(part.size()).equals(part.root());
        } catch (EOFException _) {
            // Hashes of the upper levels can be missing after a power cut, and are made again. Signed it is anyhow.
            return true;
        }
    }

    private static Verdict.Broken entry(EntryWalk walk, String what, String expected, String found) {
        return new Verdict.Broken(
                Verdict.Part.ENTRY, walk.index(), walk.path(), walk.line().offset(), what, expected, found);
    }

    Verdict.@Nullable Broken problem() {
        return problem;
    }
}

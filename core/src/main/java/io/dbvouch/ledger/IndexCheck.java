package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Compares the index on the disk with where the entries end. */
final class IndexCheck {
    private static final int AT_ONCE = 4096;

    private final Path path;
    private final EntryIndex index;
    private final long size;
    private long[] ends = new long[0];
    private boolean begun;
    private long missing;
    private Verdict.@Nullable Broken problem;

    IndexCheck(Path path, long size) {
        this.path = path;
        this.size = size;
        index = new EntryIndex(path);
    }

    /** Entry {@code number} ends at {@code end}. Called for every entry in order, from the first that was not pruned. */
    void accept(long number, long end) throws IOException {
        int at = (int) (number % AT_ONCE);
        if (at == 0 || !begun) {
            begun = true;
            ends = index.ends(number - at, Math.min(size, number - at + AT_ONCE));
        }
        if (at >= ends.length || (ends[at] == 0 && number >= size - size % MerkleTree.TILE_WIDTH)) {
            // Zeroes are what a power cut leaves of what was not forced.
            missing++;
        } else if (ends[at] != end && problem == null) {
            problem = new Verdict.Broken(
                    Verdict.Part.INDEX,
                    number,
                    path,
                    number * Long.BYTES,
                    "an offset in the index is not where the entry ends",
                    Long.toString(end),
                    Long.toString(ends[at]));
        }
    }

    Verdict.@Nullable Broken problem() {
        return problem;
    }

    /** How many offsets are not on the disk. */
    long missing() {
        return missing;
    }
}

package io.dbvouch.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would go from a ledger.
 *
 * @param first the number of the first entry that goes
 * @param size the number of the entry after the last that goes: the tree ended here; {@code first} where none goes
 * @param lastId the id of the last entry that goes; null where none goes
 * @param segments the files that go, in order
 * @param unfinished files that an earlier run recorded and did not come to remove
 * @param oldest how far the oldest segment that stays reaches: the latest time in it
 */
public record PrunePlan(
        long first, long size, @Nullable Ulid lastId, List<Segment> segments, int unfinished, Instant oldest) {
    /**
     * A file of entries.
     *
     * @param file its name
     * @param first the number of its first entry
     * @param entries how many it has
     * @param bytes its length
     * @param sha256 of its content, in hexadecimal
     */
    public record Segment(String file, long first, long entries, long bytes, String sha256) {
        long end() {
            return first + entries;
        }
    }

    /** Copies the list. */
    public PrunePlan {
        segments = List.copyOf(segments);
    }

    /** How many entries go. */
    public long entries() {
        return size - first;
    }

    /** How many bytes go. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }
}

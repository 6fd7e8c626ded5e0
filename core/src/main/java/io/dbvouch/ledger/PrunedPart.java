package io.dbvouch.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an entry {@code ledger.pruned} says: which entries of the ledger are no longer there.
 *
 * @param record the number of that entry
 * @param size they are those before this one: the tree ended here
 * @param lastId the id of the last of them
 * @param root the root of the tree over them
 */
public record PrunedPart(long record, long size, Ulid lastId, TreeHash root) {
    static final String EVENT = "ledger.pruned";

    private static final byte[] IS_ONE = (EVENT + "\"").getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FORM = Pattern.compile("\"event\":\"ledger\\.pruned\",\"entries\":\\d{1,18},"
            + "\"size\":(\\d{1,18}),\"last_id\":\"([0-9A-Z]{26})\",\"root\":\"([A-Za-z0-9+/=]{44})\"[,}]");
    private static final int LONGEST_HINT = 32;

    /** Reads the current line of a walk; null where it is no such entry. */
    static @Nullable PrunedPart read(EntryWalk walk) {
        LineReader line = walk.line();
        return read(walk.index(), line.buffer(), line.start(), line.length());
    }

    /** Reads entry {@code index}, which lies in a buffer; null where it is no such entry. */
    static @Nullable PrunedPart read(long index, byte[] buffer, int start, int length) {
        if (!Entry.isOf(IS_ONE, buffer, start, length)) {
            return null;
        }
        // The ledger writes these members first, and what comes before them has no text of others.
        byte[] line = Arrays.copyOfRange(buffer, start, start + length);
        Matcher form = FORM.matcher(new String(line, StandardCharsets.UTF_8));
        if (!form.find()) {
            return null;
        }
        try {
            return new PrunedPart(
                    index,
                    Long.parseLong(form.group(1)),
                    Ulid.parse(form.group(2)),
                    TreeHash.parseBase64(form.group(3)));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /**
     * The entry that accounts for a ledger whose first segment begins with entry {@code first}: one that says that as many
     * entries or more were to go. Null where there is none.
     *
     * <p>The file {@code pruned} says where it is, and is not believed: without it, or where that entry is none, all are
     * looked at.
     */
    static @Nullable PrunedPart find(LedgerFolder folder, long first, long size) throws IOException {
        PrunedPart found = hinted(folder, first, size);
        if (found != null) {
            return found;
        }
        try (EntryWalk walk = new EntryWalk(new Segments(folder.entries()), first, 0, size)) {
            while (walk.next()) {
                PrunedPart there = read(walk);
                found = there != null && there.size >= first ? there : found;
            }
        }
        return found;
    }

    /** The same, where the file leads to it. */
    static @Nullable PrunedPart hinted(LedgerFolder folder, long first, long size) throws IOException {
        Segments segments = new Segments(folder.entries());
        long hint = hint(folder.pruned());
        if (hint >= first && hint < size) {
            long[] ends = new EntryIndex(folder.index()).ends(hint - 1, hint);
            long[] firsts = segments.list();
            long holding = firsts[Segments.holding(firsts, hint)];
            boolean starts = holding == hint;
            if (starts || ends.length == 1) {
                long offset = starts ? 0 : ends[0];
                try (EntryWalk walk = new EntryWalk(segments, hint, offset, size)) {
                    PrunedPart there = offset <= Files.size(segments.path(holding)) && walk.next() ? read(walk) : null;
                    if (there != null && there.size >= first) {
                        return there;
                    }
                }
            }
        }
        return null;
    }

    private static long hint(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return -1;
        }
        try {
            return Long.parseLong(new String(Disk.read(file, LONGEST_HINT), StandardCharsets.US_ASCII).strip());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /** Says where the entry is. */
    void writeHint(LedgerFolder folder) throws IOException {
        Disk.replace(folder.pruned(), (record + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}

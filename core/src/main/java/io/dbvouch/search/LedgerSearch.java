package io.dbvouch.search;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.ledger.MerkleTree;
import io.dbvouch.ledger.TreeHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries of a ledger that fit a filter, and reads as little of the others as it can. All methods throw
 * {@link AccessException.LedgerRefused} where the ledger cannot be read.
 */
public final class LedgerSearch implements AutoCloseable {
    private static final int BLOCK = LedgerReader.BLOCK;

    private final LedgerReader reader;
    private final BlockIndex index;
    private @Nullable EntryCursor cursor;
    private long cursorAt;
    private long readBlock = -1;
    private List<EntryView> read = List.of();

    /** Takes what is found. */
    public interface Sink {
        void accept(EntryView entry) throws IOException;
    }

    /**
     * Searches what {@code reader} sees.
     *
     * @param cache where summaries are kept; null to keep none
     */
    public LedgerSearch(LedgerReader reader, @Nullable Path cache) {
        this.reader = reader;
        index = new BlockIndex(
                cache == null ? null : file(cache, reader.checkpoint().origin()));
    }

    static Path file(Path cache, String origin) {
        return cache.resolve("ledger").resolve(Sha256.hex(origin).substring(0, 32) + ".v1");
    }

    /** The entries from number {@code from} on, in order. */
    public void each(EntryFilter filter, long from, Sink sink) throws IOException {
        for (long block = Math.max(from, reader.first()) / BLOCK; block * BLOCK < reader.size(); block++) {
            if (mayHold(block, filter)) {
                for (EntryView entry : entries(block)) {
                    if (entry.index() >= from && filter.matches(entry)) {
                        sink.accept(entry);
                    }
                }
            }
        }
    }

    /** The last {@code count} entries, or all where there are fewer, in order. Those before them are not looked at. */
    public List<EntryView> last(EntryFilter filter, int count) {
        Deque<EntryView> last = new ArrayDeque<>();
        for (long block = (reader.size() - 1) / BLOCK; isThere(block) && last.size() < count; block--) {
            if (mayHold(block, filter)) {
                for (EntryView entry : entries(block).reversed()) {
                    if (last.size() < count && filter.matches(entry)) {
                        last.addFirst(entry);
                    }
                }
            }
        }
        return new ArrayList<>(last);
    }

    private boolean isThere(long block) {
        return reader.size() > 0 && (block + 1) * BLOCK > reader.first();
    }

    private boolean mayHold(long block, EntryFilter filter) {
        boolean whole = block * BLOCK >= reader.first() && (block + 1) * BLOCK <= reader.size();
        if (filter.isAll() || !whole) {
            return true;
        }
        TreeHash root = reader.blockRoot(block).orElse(null);
        if (root == null) {
            return true;
        }
        BlockSummary summary = index.find(block, root);
        if (summary == null) {
            List<EntryView> entries = entries(block);
            summary = BlockSummary.of(entries);
            if (root(entries).equals(root)) {
                index.put(block, root, summary);
            }
        }
        return filter.mayMatch(summary);
    }

    /** Over the lines as they were read, not as the tiles have them. */
    private static TreeHash root(List<EntryView> entries) {
        MerkleTree tree = new MerkleTree();
        for (EntryView entry : entries) {
            tree.append(entry.leafHash());
        }
        return tree.root();
    }

    private List<EntryView> entries(long block) {
        if (block != readBlock) {
            long start = Math.max(block * BLOCK, reader.first());
            if (cursor == null || cursorAt != start) {
                close(cursor);
                cursor = reader.from(start);
                cursorAt = start;
            }
            List<EntryView> entries = new ArrayList<>(BLOCK);
            while (cursorAt + entries.size() < (block + 1) * BLOCK) {
                Optional<Entry> next = cursor.next();
                if (next.isEmpty()) {
                    break;
                }
                entries.add(EntryView.of(next.get()));
            }
            cursorAt += entries.size();
            read = entries;
            readBlock = block;
        }
        return read;
    }

    private static void close(@Nullable EntryCursor cursor) {
        if (cursor != null) {
            cursor.close();
        }
    }

    @Override
    public void close() {
        close(cursor);
        index.close();
    }
}

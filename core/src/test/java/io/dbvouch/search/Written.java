package io.dbvouch.search;

import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ledgers to search, and what is found in them. */
final class Written {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private Written() {}

    private static final int AT_ONCE = 128;

    /** A ledger of {@code size} entries: the first is {@code ledger.created}, the others come as {@link #draft} says. */
    static void create(Path ledger, int size) {
        append(ledger, 1, size);
    }

    /** Appends entries number {@code from} up to {@code size}, 128 at a time, which are then as many seconds after the last. */
    static void append(Path ledger, int from, int size) {
        Instant[] now = {START};
        try (Ledger open = Ledger.open(ledger, () -> now[0])) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = from; i < size; i++) {
                drafts.add(draft(i));
                if ((i + 1) % AT_ONCE == 0 || i + 1 == size) {
                    now[0] = START.plusSeconds(i - i % AT_ONCE);
                    open.append(drafts);
                    drafts.clear();
                }
            }
        }
    }

    /** Of one of three people, and seven targets; three entries make a session. */
    private static Draft draft(int i) {
        String event =
                List.of("session.requested", "session.opened", "session.closed").get(i % 3);
        return new Draft(
                event,
                "{\"session\":\"S" + i / 3 + "\",\"person\":{\"user\":\"p" + i / 3 % 3
                        + "\"},\"database\":{\"target\":\"t" + i / 300 + "\"}}");
    }

    static EntryFilter session(String session) {
        return new EntryFilter(null, null, null, null, session, null);
    }

    static List<Long> search(Path ledger, @Nullable Path cache, EntryFilter filter) {
        List<Long> found = new ArrayList<>();
        try (LedgerSearch search = new LedgerSearch(LedgerReader.open(ledger), cache)) {
            search.each(filter, 0, entry -> found.add(entry.index()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    static List<Long> last(Path ledger, @Nullable Path cache, EntryFilter filter, int count) {
        try (LedgerSearch search = new LedgerSearch(LedgerReader.open(ledger), cache)) {
            return search.last(filter, count).stream().map(EntryView::index).toList();
        }
    }
}

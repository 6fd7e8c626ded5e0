package io.dbvouch.provision;

import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.LedgerReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who logged in at a target, as this machine's ledger knows: database user by database user, when last, and which persons.
 *
 * @param last when each user's last session was opened
 * @param persons who opened sessions as each user
 */
public record LedgerUse(Map<String, Instant> last, Map<String, SortedSet<String>> persons) {
    /** Reads a ledger from its beginning. */
    public static LedgerUse of(Path ledger, String target) {
        LedgerUse use = new LedgerUse(new HashMap<>(), new HashMap<>());
        try (EntryCursor entries = LedgerReader.open(ledger).from(0)) {
            for (Optional<Entry> next = entries.next(); next.isPresent(); next = entries.next()) {
                if (next.get().event().equals("session.opened")) {
                    use.add(EntryView.of(next.get()), target);
                }
            }
        }
        return use;
    }

    private void add(EntryView entry, String target) {
        String user = entry.databaseUser().orElse(null);
        if (user != null && target.equals(entry.target().orElse(null))) {
            last.put(user, entry.time());
            entry.person()
                    .ifPresent(person ->
                            persons.computeIfAbsent(user, _ -> new TreeSet<>()).add(person));
        }
    }
}

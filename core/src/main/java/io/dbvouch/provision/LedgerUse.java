package io.dbvouch.provision;

import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.LedgerReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What this machine's ledger knows of a target's users: who logged in, by whichever name the target had, and what changes have no
 * outcome.
 *
 * @param last when each user's last session was opened
 * @param persons who opened sessions as each user
 * @param open changes at the target that were cut off before their outcome was on record, the oldest first
 */
public record LedgerUse(Map<String, Instant> last, Map<String, SortedSet<String>> persons, List<OpenChange> open) {

    /**
     * Reads a ledger from its beginning.
     *
     * @param target whose server is meant: that of the last session that was opened by its name
     */
    public static LedgerUse of(Path ledger, String target) {
        Reading reading = new Reading(target);
        try (EntryCursor entries = LedgerReader.open(ledger).from(0)) {
            for (Optional<Entry> next = entries.next(); next.isPresent(); next = entries.next()) {
                String event = next.get().event();
                if (event.equals("session.opened")) {
                    reading.opened(EntryView.of(next.get()));
                } else if (event.startsWith("user.")) {
                    reading.changed(EntryView.of(next.get()));
                }
            }
        }
        return reading.use();
    }

    /** Sessions by endpoint, as the target's is known for sure at the end only. */
    private static final class Reading {
        private final String target;
        private final Map<String, LedgerUse> servers = new HashMap<>();
        private final Map<List<String>, OpenChange> open = new LinkedHashMap<>();
        private String endpoint = "";

        Reading(String target) {
            this.target = target;
        }

        void opened(EntryView entry) {
            String user = entry.databaseUser().orElse(null);
            String at = entry.text("database", "endpoint").orElse("");
            if (target.equals(entry.target().orElse(null))) {
                endpoint = at;
            }
            if (user != null) {
                LedgerUse server = servers.computeIfAbsent(at, _ -> empty());
                server.last.put(user, entry.time());
                entry.person()
                        .ifPresent(person -> server.persons
                                .computeIfAbsent(user, _ -> new TreeSet<>())
                                .add(person));
            }
        }

        void changed(EntryView entry) {
            String id = entry.text("change", "id").orElse("");
            String user = entry.text("change", "user").orElse("");
            if (!target.equals(entry.target().orElse(null))) {
                return;
            }
            List<String> key = List.of(id, user);
            if (entry.text("change", "phase").filter("intent"::equals).isEmpty()) {
                open.remove(key);
            } else if (open.containsKey(key)) {
                open.computeIfPresent(key, (_, before) -> before.with(entry));
            } else {
                open.put(key, OpenChange.of(entry, id, user));
            }
        }

        LedgerUse use() {
            LedgerUse server = servers.getOrDefault(endpoint, empty());
            return new LedgerUse(
                    server.last,
                    server.persons,
                    open.values().stream().filter(each -> !each.isGoingOn()).toList());
        }

        private static LedgerUse empty() {
            return new LedgerUse(new HashMap<>(), new HashMap<>(), new ArrayList<>());
        }
    }
}

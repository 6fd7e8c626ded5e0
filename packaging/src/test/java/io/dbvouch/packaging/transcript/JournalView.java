package io.dbvouch.packaging.transcript;

import io.dbvouch.sandbox.JournalEntry;
import io.dbvouch.sandbox.JournalLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a sandbox saw since it was asked last, in words that are the same each time. */
final class JournalView {
    /** Details that do not differ from run to run. */
    private static final List<String> SHOWN =
            List.of("error", "grant", "user", "role", "by", "protocol", "sqlstate", "reason", "fault");

    private final JournalLog journal;
    private int seen;

    /** A view that begins now. */
    JournalView(JournalLog journal) {
        this.journal = journal;
        this.seen = journal.entries().size();
    }

    /** What services saw, each connection to the cluster on its own. */
    List<String> since(List<String> services) {
        List<JournalEntry> all = journal.entries();
        return all.subList(seen, all.size()).stream()
                .filter(entry -> services.contains(entry.service()))
                .sorted(Comparator.comparingInt(JournalView::connection))
                .map(JournalView::line)
                .toList();
    }

    /** Forgets what it showed. */
    void begin() {
        seen = journal.entries().size();
    }

    /** Calls to AWS come first. */
    private static int connection(JournalEntry entry) {
        return Integer.parseInt(entry.details().getOrDefault("connection", "0"));
    }

    private static String line(JournalEntry entry) {
        List<String> words = new ArrayList<>(List.of(entry.service(), entry.event()));
        for (String name : SHOWN) {
            String value = entry.details().get(name);
            // Which side's end is seen first is a race.
            if (value != null && !entry.event().equals("closed")) {
                words.add(name + "=" + value);
            }
        }
        return String.join(" ", words);
    }
}

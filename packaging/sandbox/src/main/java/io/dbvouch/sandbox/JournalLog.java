package io.dbvouch.sandbox;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The journal in memory: the newest 100,000 lines of it. */
public final class JournalLog implements Journal {
    private static final int CAPACITY = 100_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final InstantSource clock;

    JournalLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void record(String service, String event, Map<String, String> details) {
        if (entries.size() >= CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(
                new JournalEntry(clock.instant(), service, event, Collections.unmodifiableMap(new TreeMap<>(details))));
    }

    /** Everything so far, oldest first. */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** How often a service saw an event, such as {@code sso} a {@code GetRoleCredentials}. */
    public long count(String service, String event) {
        return of(service, event).size();
    }

    /** The entries of one event of a service, oldest first. */
    public List<JournalEntry> of(String service, String event) {
        return entries().stream()
                .filter(entry ->
                        entry.service().equals(service) && entry.event().equals(event))
                .toList();
    }

    /** Everything so far as JSON lines. */
    public String jsonLines() {
        return entries().stream().map(entry -> entry.json() + "\n").collect(Collectors.joining());
    }
}

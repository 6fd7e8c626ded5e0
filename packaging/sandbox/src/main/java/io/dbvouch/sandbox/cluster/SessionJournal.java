package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.Journal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The journal of one connection: every line tells which connection and endpoint it is about. */
final class SessionJournal {
    private static final String SERVICE = "cluster";

    private final Journal journal;
    private final Map<String, String> always;

    SessionJournal(Journal journal, long connection, Endpoint endpoint) {
        this.journal = journal;
        this.always = Map.of("connection", Long.toString(connection), "endpoint", endpoint.name());
    }

    void record(String event, Map<String, String> details) {
        Map<String, String> all = new LinkedHashMap<>(always);
        all.putAll(details);
        journal.record(SERVICE, event, all);
    }
}

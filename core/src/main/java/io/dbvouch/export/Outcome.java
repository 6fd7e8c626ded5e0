package io.dbvouch.export;

import io.dbvouch.access.EntryView;

/** How an entry's event went. */
enum Outcome {
    SUCCESS,
    FAILURE,
    /** It was about to be done. */
    UNKNOWN;

    static Outcome of(EntryView entry) {
        return switch (entry.event()) {
            case "login.failed", "session.refused" -> FAILURE;
            case "session.requested", "session.statement" -> UNKNOWN;
            default -> SUCCESS;
        };
    }
}

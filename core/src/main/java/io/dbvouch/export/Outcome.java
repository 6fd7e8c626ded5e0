package io.dbvouch.export;

import io.dbvouch.access.EntryView;

/** How an entry's event went. */
enum Outcome {
    SUCCESS,
    FAILURE,
    /** It was about to be done, or nobody knows. */
    UNKNOWN;

    static Outcome of(EntryView entry) {
        return switch (entry.event()) {
            case "login.failed", "session.refused" -> FAILURE;
            case "session.requested", "session.statement" -> UNKNOWN;
            case "user.added", "user.changed", "user.removed" -> ofChange(entry);
            default -> SUCCESS;
        };
    }

    private static Outcome ofChange(EntryView entry) {
        return switch (entry.text("change", "outcome").orElse("")) {
            case "applied" -> SUCCESS;
            case "not applied", "partly" -> FAILURE;
            default -> UNKNOWN;
        };
    }
}

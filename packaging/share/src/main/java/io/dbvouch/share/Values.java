package io.dbvouch.share;

import io.dbvouch.tls.TlsMode;
import java.util.Arrays;
import java.util.List;

/** What a value can be, as a shell completes it. */
sealed interface Values {
    /** One of these. */
    record Words(List<String> words) implements Values {}

    /** A file. */
    record Files() implements Values {}

    /** A folder. */
    record Folders() implements Values {}

    /** A target of the configuration. */
    record Targets() implements Values {}

    /** A profile of AWS's configuration. */
    record Profiles() implements Values {}

    /** An sso-session of AWS's configuration. */
    record SsoSessions() implements Values {}

    /** Anything. */
    record Free() implements Values {}

    /** As {@code AccessEvent} and the ledger name them. */
    List<String> EVENTS = List.of(
            "login.succeeded",
            "login.failed",
            "role.assumed",
            "token.issued",
            "session.requested",
            "session.opened",
            "session.refused",
            "session.statement",
            "session.closed",
            "user.added",
            "user.changed",
            "user.removed",
            "ledger.created",
            "ledger.recovered",
            "ledger.pruned",
            "clock.jumped");

    /**
     * What a label stands for.
     *
     * @param path the command that it belongs to
     * @param label as the help shows it, such as {@code FILE} or {@code text|json}
     */
    static Values of(List<String> path, String label) {
        if (label.contains("|")) {
            return new Words(List.of(label.split("\\|", -1)));
        }
        return switch (label.split(" ", 2)[0]) {
            case "MODE" ->
                new Words(Arrays.stream(TlsMode.values()).map(TlsMode::toString).toList());
            case "EVENT" -> new Words(EVENTS);
            case "FILE" -> new Files();
            case "DIR" -> new Folders();
            case "TARGET" -> new Targets();
            case "PROFILE" -> new Profiles();
            case "NAME" -> name(path);
            default -> new Free();
        };
    }

    private static Values name(List<String> path) {
        if (path.equals(List.of("target", "remove"))) {
            return new Targets();
        }
        return path.equals(List.of("login")) || path.equals(List.of("logout")) ? new SsoSessions() : new Free();
    }
}

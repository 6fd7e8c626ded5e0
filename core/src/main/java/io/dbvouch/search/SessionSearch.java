package io.dbvouch.search;

import io.dbvouch.access.Client;
import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Ulid;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts sessions together from their entries, in the order in which they first come. A session is wanted if one of its entries
 * is; how it ended is told even where that is not within the time that is asked for. Memory is taken by the sessions from the
 * first one on that has no end yet.
 */
public final class SessionSearch {
    private final EntryFilter filter;
    private final Sink sink;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** Takes what is found. */
    public interface Sink {
        void accept(FoundSession session) throws IOException;
    }

    /** What is known of a session by now. */
    private static final class Session {
        private final EntryView first;
        private @Nullable EntryView opened;
        private @Nullable EntryView end;
        private boolean wanted;

        Session(EntryView first) {
            this.first = first;
        }
    }

    private SessionSearch(EntryFilter filter, Sink sink) {
        this.filter = filter;
        this.sink = sink;
    }

    /** All sessions of which an entry fits the filter. */
    public static void each(LedgerSearch search, EntryFilter filter, Sink sink) throws IOException {
        SessionSearch sessions = new SessionSearch(filter, sink);
        search.each(filter.ofSessions(), 0, sessions::accept);
        sessions.hand(true);
    }

    /** The last {@code count} of them, or all where there are fewer. */
    public static Iterable<FoundSession> last(LedgerSearch search, EntryFilter filter, int count) throws IOException {
        ArrayDeque<FoundSession> last = new ArrayDeque<>();
        each(search, filter, session -> {
            last.add(session);
            if (last.size() > count) {
                last.remove();
            }
        });
        return last;
    }

    private void accept(EntryView entry) throws IOException {
        String id = entry.session().orElse(null);
        if (id == null) {
            return;
        }
        boolean late = filter.until() != null && !entry.time().isBefore(filter.until());
        Session session = late ? sessions.get(id) : sessions.computeIfAbsent(id, _ -> new Session(entry));
        if (session == null) {
            return;
        }
        session.wanted |= filter.matches(entry);
        switch (entry.event()) {
            case "session.opened" -> session.opened = entry;
            case "session.closed", "session.refused" -> {
                session.end = entry;
                hand(false);
            }
            default -> {
                // Said before the end, or nothing about it.
            }
        }
    }

    private void hand(boolean all) throws IOException {
        for (Iterator<Map.Entry<String, Session>> each = sessions.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Session> next = each.next();
            if (next.getValue().end == null && !all) {
                return;
            }
            if (next.getValue().wanted) {
                sink.accept(found(next.getKey(), next.getValue()));
            }
            each.remove();
        }
    }

    private static FoundSession found(String id, Session session) {
        EntryView best =
                session.opened != null ? session.opened : Objects.requireNonNullElse(session.end, session.first);
        EntryView end = session.end;
        return new FoundSession(
                id,
                best.person().orElse(null),
                best.target().orElse(null),
                best.text("database", "name").orElse(null),
                best.text("database", "user").orElse(null),
                started(id, session.first),
                end == null ? null : end.time(),
                end == null ? null : lasted(end),
                how(end),
                client(best));
    }

    /** A session's id is made with its request, which may lie before what was read. */
    private static Instant started(String id, EntryView first) {
        if (first.event().equals("session.requested") || first.event().equals("session.refused")) {
            return first.time();
        }
        try {
            return Instant.ofEpochMilli(Ulid.parse(id).epochMilli());
        } catch (IllegalArgumentException _) {
            return first.time();
        }
    }

    private static @Nullable Duration lasted(EntryView end) {
        try {
            return end.text("lasted_ms")
                    .map(Long::parseLong)
                    .map(Duration::ofMillis)
                    .orElse(null);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String how(@Nullable EntryView end) {
        if (end == null) {
            return FoundSession.OPEN;
        }
        if (end.event().equals("session.refused")) {
            return "refused: " + end.text("failure", "message").orElse("");
        }
        String ended = end.text("ended").orElse("");
        return end.text("exit_code").map(code -> ended + ", exit code " + code).orElse(ended);
    }

    private static Client client(EntryView entry) {
        long pid;
        try {
            pid = entry.text("client", "pid").map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException _) {
            pid = 0;
        }
        return new Client(
                entry.text("client", "host").orElse(""),
                entry.text("client", "user").orElse(""),
                pid,
                entry.text("client", "command").orElse(""),
                entry.text("client", "version").orElse(""));
    }
}

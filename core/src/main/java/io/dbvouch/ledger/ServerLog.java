package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database server has kept of a ledger: the states in the {@code application_name} of its sessions. The file's lines
 * may be
 *
 * <ul>
 *   <li>such values, alone or in other text, as in PostgreSQL's log with {@code log_connections};
 *   <li>PostgreSQL's csvlog: its column {@code application_name}, and the message {@code connection authorized};
 *   <li>PostgreSQL's jsonlog, or the events of an Aurora database activity stream, one or a list of them to a line: the
 *       members {@code application_name} and {@code clientApplication} of any object, and that message.
 * </ul>
 *
 * In the latter two a state in a statement's text counts for nothing; in other text there is no telling.
 */
public final class ServerLog {
    private final Path file;
    private final Map<WitnessedState, Long> states = new LinkedHashMap<>();
    private long unreadable;

    private ServerLog(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param user the database user whose sessions are meant, as several people's ledgers meet in one server's log; null for
     *     all. What does not say whose session it is is meant in any case
     * @throws AccessException.Failed if it cannot be read
     * @throws AccessException.LedgerRefused if there is no state in it
     */
    public static ServerLog read(Path file, @Nullable String user) {
        ServerLog log = new ServerLog(file);
        try (InputStream in = Files.newInputStream(file)) {
            new ServerLogReader(in, user, log).run();
        } catch (IOException e) {
            throw new AccessException.Failed("cannot read " + file + ": " + Disk.reason(e), e).evidence("file", file);
        }
        if (log.states.isEmpty()) {
            String whose = user == null ? "" : " as \"" + user + "\"";
            throw new AccessException.LedgerRefused("no session of dbvouch" + whose + " is in " + file)
                    .evidence("file", file)
                    .evidence("unreadable", log.unreadable)
                    .hint("give what the server saw as application_name, one a line, its csvlog or jsonlog, or the"
                            + " events of an activity stream");
        }
        return log;
    }

    void add(WitnessedState state, long line) {
        states.putIfAbsent(state, line);
    }

    void addUnreadable() {
        unreadable++;
    }

    Path file() {
        return file;
    }

    /** Each state, in order, and the first line that has it, from 1. */
    public Map<WitnessedState, Long> states() {
        return Collections.unmodifiableMap(states);
    }

    /** How many lines or records could not be read as what they seemed to be, or have a name that dbvouch does not give. */
    public long unreadable() {
        return unreadable;
    }

    /** The largest size among the states: what the ledger has beyond it the server did not witness. */
    public long covered() {
        return states.keySet().stream().mapToLong(WitnessedState::size).max().orElse(0);
    }
}

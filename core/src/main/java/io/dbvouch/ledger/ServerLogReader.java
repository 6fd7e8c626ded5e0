package io.dbvouch.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the states in a server's log, whose text may be anybody's. What is not understood is searched as plain text. */
final class ServerLogReader {
    /** Characters. An activity stream's record may be long; its events are one line. */
    private static final int LONGEST_LINE = 1 << 24;

    /** How the message begins that tells the name with {@code log_connections}: PerformAuthentication in PostgreSQL. */
    private static final String AUTHORIZED = "connection authorized: ";

    private static final List<String> NAMES = List.of("application_name", "clientApplication");

    /** In jsonlog, in an activity stream, in {@code pg_stat_activity}. */
    private static final List<String> USERS = List.of("user", "dbUserName", "usename");

    private final TextLines lines;
    private final @Nullable String wanted;
    private final ServerLog log;

    ServerLogReader(InputStream in, @Nullable String wanted, ServerLog log) {
        lines = new TextLines(in, LONGEST_LINE);
        this.wanted = wanted;
        this.log = log;
    }

    void run() throws IOException {
        while (lines.next()) {
            String line = lines.text();
            if (lines.cut()) {
                log.addUnreadable();
            }
            if (line.startsWith("{") || line.startsWith("[")) {
                json(line);
            } else if (CsvRecord.starts(line)) {
                csv(line);
            } else {
                plain(line);
            }
        }
    }

    private void plain(String line) {
        List<WitnessedState> found = isOthers(authorized(line)) ? List.of() : WitnessedState.find(line);
        found.forEach(state -> log.add(state, lines.number()));
        if (found.isEmpty() && line.strip().startsWith(WitnessedState.PREFIX)) {
            log.addUnreadable();
        }
    }

    /** {@code connection authorized: user=arianna database=app application_name=…}; null where a line is no such message. */
    private static @Nullable String authorized(String line) {
        int user = line.indexOf(AUTHORIZED + "user=");
        int end = line.indexOf(" database=", Math.max(0, user));
        return user < 0 || end < 0 ? null : line.substring(user + AUTHORIZED.length() + "user=".length(), end);
    }

    private void json(String line) {
        List<Map<String, String>> objects = new ArrayList<>();
        try {
            JsonScanner.objects(line, objects::add);
        } catch (IllegalArgumentException _) {
            log.addUnreadable();
            plain(line);
            return;
        }
        for (Map<String, String> object : objects) {
            String user = null;
            for (String name : USERS) {
                user = user == null ? object.get(name) : user;
            }
            for (String name : NAMES) {
                name(user, object.getOrDefault(name, ""), lines.number());
            }
            message(user, object.getOrDefault("message", ""), lines.number());
        }
    }

    /** A record takes as many lines as it has to. Should it turn out to be none, each of them counts as plain text. */
    private void csv(String first) throws IOException {
        long number = lines.number();
        CsvRecord record = new CsvRecord();
        List<WitnessedState> states = new ArrayList<>(WitnessedState.find(first));
        boolean goesOn = record.add(first);
        while (goesOn && lines.next()) {
            states.addAll(WitnessedState.find(lines.text()));
            goesOn = record.add(lines.text());
        }
        if (record.isWhole()) {
            String user = record.user().isEmpty() ? null : record.user();
            name(user, record.application(), number);
            message(user, record.message(), number);
        } else {
            log.addUnreadable();
            states.forEach(state -> log.add(state, number));
        }
    }

    private void name(@Nullable String user, String name, long line) {
        if (!name.startsWith(WitnessedState.PREFIX) || isOthers(user)) {
            return;
        }
        List<WitnessedState> found = WitnessedState.find(name);
        if (found.size() == 1 && found.getFirst().format().equals(name)) {
            log.add(found.getFirst(), line);
        } else {
            log.addUnreadable();
        }
    }

    private void message(@Nullable String user, String message, long line) {
        if (message.startsWith(AUTHORIZED) && !isOthers(user)) {
            WitnessedState.find(message).forEach(state -> log.add(state, line));
        }
    }

    private boolean isOthers(@Nullable String user) {
        return wanted != null && user != null && !wanted.equals(user);
    }
}

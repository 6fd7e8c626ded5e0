package io.dbvouch.export;

import io.dbvouch.access.EntryView;
import java.util.Locale;
import java.util.Optional;

/**
 * ArcSight Common Event Format, version 0.
 *
 * @param version the program's version, where the entry does not tell its own
 * @see <a href="https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/">CEF
 *     Implementation Standard</a>
 */
public record CefFormat(String version) implements EntryFormat {
    private static final int ORDINARY = 1;
    private static final int FAILURE = 5;

    @Override
    public String header() {
        return "";
    }

    @Override
    public String line(EntryView entry) {
        Outcome outcome = Outcome.of(entry);
        StringBuilder line = new StringBuilder(512).append("CEF:0|dbvouch|dbvouch|");
        header(line, entry.text("client", "version").orElse(version));
        header(line, entry.event());
        header(line, entry.event().replace('.', ' '));
        line.append(outcome == Outcome.FAILURE ? FAILURE : ORDINARY).append('|');
        int start = line.length();
        add(line, start, "rt", Optional.of(Long.toString(entry.time().toEpochMilli())));
        add(line, start, "externalId", Optional.of(entry.id().toString()));
        add(line, start, "outcome", Optional.of(outcome.name().toLowerCase(Locale.ROOT)));
        add(line, start, "suser", entry.person());
        add(line, start, "suid", entry.text("role", "arn"));
        add(line, start, "shost", entry.text("client", "host"));
        add(line, start, "spid", entry.text("client", "pid"));
        add(line, start, "sproc", entry.text("client", "command").map(command -> "dbvouch " + command));
        add(line, start, "duser", entry.text("database", "user"));
        Optional<HostPort> server = HostPort.of(entry);
        add(line, start, "dhost", server.map(HostPort::host));
        add(line, start, "dpt", server.map(HostPort::port).map(String::valueOf));
        add(line, start, "reason", entry.text("failure", "message").or(() -> entry.text("ended")));
        add(line, start, "msg", Optional.of(entry.summary()).filter(text -> !text.isEmpty()));
        custom(line, start, "cs1", "session", entry.session());
        custom(line, start, "cs2", "target", entry.target());
        custom(line, start, "cs3", "database", entry.text("database", "name"));
        custom(line, start, "cs4", "access key", entry.text("role", "key"));
        custom(line, start, "cs5", "account", entry.text("role", "account"));
        custom(line, start, "cs6", "given reason", entry.text("reason"));
        custom(line, start, "flexString1", "changed user", entry.text("change", "user"));
        custom(line, start, "flexString2", "change", entry.text("change", "id"));
        custom(line, start, "cn1", "entry", Optional.of(Long.toString(entry.index())));
        custom(line, start, "cn2", "lasted ms", entry.text("lasted_ms"));
        return line.append('\n').toString();
    }

    private static void header(StringBuilder line, String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\\', '|' -> line.append('\\').append(c);
                case '\n', '\r' -> line.append(' ');
                default -> line.append(c);
            }
        }
        line.append('|');
    }

    private static void custom(StringBuilder line, int start, String key, String label, Optional<String> value) {
        if (value.isPresent()) {
            add(line, start, key + "Label", Optional.of(label));
            add(line, start, key, value);
        }
    }

    private static void add(StringBuilder line, int start, String key, Optional<String> value) {
        if (value.isEmpty()) {
            return;
        }
        line.append(line.length() == start ? "" : " ").append(key).append('=');
        String text = value.get();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', '=' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }
}

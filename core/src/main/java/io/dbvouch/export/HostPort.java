package io.dbvouch.export;

import io.dbvouch.access.EntryView;
import java.util.Optional;

/** The server's side of an entry: {@code host:port}, an IPv6 address in brackets. */
record HostPort(String host, int port) {
    static Optional<HostPort> of(EntryView entry) {
        return entry.text("database", "endpoint").flatMap(HostPort::parse);
    }

    private static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            return colon < 1 || port < 0 || port > 65_535 ? Optional.empty() : Optional.of(new HostPort(host, port));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}

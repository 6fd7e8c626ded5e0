package io.dbvouch.identity;

import io.dbvouch.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP/1 request (RFC 9112), as much of it as a callback needs.
 *
 * @param method as it came
 * @param path as it came, without the query
 * @param query as it came, with the code in it; empty if there is none
 * @param host the {@code Host} header, empty if there is none
 */
record CallbackRequest(String method, String path, Secret query, String host) {
    private static final int LONGEST_HEAD = 16 * 1024;

    /** Reads up to the empty line. Nothing if it is no HTTP/1 request head of at most 16 KiB. */
    static Optional<CallbackRequest> read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = head.length() < LONGEST_HEAD ? in.read() : -1;
            if (next < 0) {
                return Optional.empty();
            }
            head.append((char) next);
        }
        return parse(head.toString().split("\r\n", -1));
    }

    /** The query's parameters, decoded. Nothing if one is there twice, or is not percent-encoded UTF-8. */
    Optional<Map<String, String>> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.reveal().split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            try {
                String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
                String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
                if (parameters.put(name, value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static Optional<CallbackRequest> parse(String[] lines) {
        String[] start = lines[0].split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/1.") || !start[1].startsWith("/")) {
            return Optional.empty();
        }
        String host = "";
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0
                    && lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals("host")) {
                host = lines[i].substring(colon + 1).strip();
            }
        }
        int question = start[1].indexOf('?');
        return Optional.of(
                question < 0
                        ? new CallbackRequest(start[0], start[1], Secret.of(""), host)
                        : new CallbackRequest(
                                start[0],
                                start[1].substring(0, question),
                                Secret.of(start[1].substring(question + 1)),
                                host));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

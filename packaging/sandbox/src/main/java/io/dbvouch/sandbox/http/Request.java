package io.dbvouch.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, as it came.
 *
 * @param method the method, upper case
 * @param path the path as sent, still percent-encoded
 * @param query the query as sent, without its question mark; empty without one
 * @param headers values in the order they came, by lower-case name
 */
// No request is ever compared with another, and none changes its body.
@SuppressWarnings("ArrayRecordComponent")
public record Request(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header; the name is lower case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Method and path: headers, query and body may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

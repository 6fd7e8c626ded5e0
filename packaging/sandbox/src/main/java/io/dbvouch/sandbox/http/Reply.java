package io.dbvouch.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer, its body in UTF-8. Date, Content-Length and Connection are the server's to write. */
public record Reply(int status, Map<String, String> headers, String body) {
    /** An answer with a body of text. */
    public static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    /** An answer that sends a browser on, with GET. */
    public static Reply seeOther(String location) {
        return new Reply(303, Map.of("Location", location), "");
    }

    /** This answer with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** The status alone: bodies and headers may hold secrets. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}

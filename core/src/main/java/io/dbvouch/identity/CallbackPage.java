package io.dbvouch.identity;

import java.nio.charset.StandardCharsets;

/**
 * A page for the browser that comes back. It loads nothing, runs nothing and tells nobody where it was: its address holds the
 * code.
 *
 * @param status the HTTP status line's code and phrase
 * @param title what happened
 * @param text what it means
 */
record CallbackPage(String status, String title, String text) {
    static final CallbackPage NOT_FOUND = new CallbackPage("404 Not Found", "Nothing here", "");
    static final CallbackPage NOT_GET = new CallbackPage("405 Method Not Allowed", "Not like this", "");
    static final CallbackPage BAD_REQUEST = new CallbackPage("400 Bad Request", "Not understood", "");
    static final CallbackPage WRONG_HOST = new CallbackPage("421 Misdirected Request", "Nothing here", "");
    static final CallbackPage WRONG_STATE = new CallbackPage(
            "400 Bad Request",
            "Not signed in",
            "This is not the answer to the sign-in that dbvouch is waiting for. If it is from an earlier attempt,"
                    + " close this tab and go on in the newest one.");
    static final CallbackPage USED = new CallbackPage(
            "400 Bad Request", "Already used", "This answer has been taken once before. You can close this tab.");

    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}";

    static CallbackPage signedIn(SsoSession session) {
        return new CallbackPage(
                "200 OK", "Signed in", "dbvouch has your sign-in for " + session.label() + ". You can close this tab.");
    }

    static CallbackPage notSignedIn(String why) {
        return new CallbackPage(
                "200 OK",
                "Not signed in",
                (why.isEmpty() ? "The sign-in failed." : "The sign-in failed: " + why + ".")
                        + " The terminal says more. You can close this tab.");
    }

    /** The whole HTTP response. */
    byte[] response() {
        byte[] body = html().getBytes(StandardCharsets.UTF_8);
        byte[] start = """
            HTTP/1.1 %s
            %sContent-Type: text/html; charset=utf-8
            Content-Length: %d
            Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
            form-action 'none'; frame-ancestors 'none'
            Referrer-Policy: no-referrer
            Cache-Control: no-store
            X-Content-Type-Options: nosniff
            Connection: close

            """.formatted(status, status.startsWith("405") ? "Allow: GET\n" : "", body.length)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] response = new byte[start.length + body.length];
        System.arraycopy(start, 0, response, 0, start.length);
        System.arraycopy(body, 0, response, start.length, body.length);
        return response;
    }

    private String html() {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>dbvouch: " + escaped(title)
                + "</title><style>" + STYLE + "</style><h1>" + escaped(title) + "</h1><p>" + escaped(text)
                + "</p></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

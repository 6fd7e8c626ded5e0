package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Whole pages and the escaping of what goes into them. No page has a script, and none may be framed. */
final class Html {
    private static final String STYLE = """
        :root{color-scheme:light dark}
        body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
        fieldset{border:1px solid;border-radius:.5rem;margin:1.5rem 0;padding:1rem}
        label{display:block;padding:.35rem 0;overflow-wrap:anywhere}
        input[type=text]{font:inherit;padding:.4rem;width:100%;box-sizing:border-box}
        button{font:inherit;padding:.5rem 1.25rem;margin-right:.75rem;border-radius:.4rem;border:1px solid;cursor:pointer}
        .code{font:700 1.5rem ui-monospace,monospace;letter-spacing:.1em}
        """;

    private final String policy;

    Html() {
        this.policy =
                "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";
    }

    /** A page; its title is text, its body is HTML. */
    Reply page(int status, String title, String body) {
        String text = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escape(title)
                + " · sandbox</title><style>" + STYLE + "</style></head><body><main><h1>" + escape(title) + "</h1>\n"
                + body + "\n</main></body></html>\n";
        // same-origin, not no-referrer: browsers would send "Origin: null" with the form, which the server refuses.
        return Reply.of(status, "text/html; charset=utf-8", text)
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "same-origin")
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }

    static String hiddenFields(Map<String, String> fields) {
        StringBuilder html = new StringBuilder();
        fields.forEach((name, value) -> html.append("<input type=\"hidden\" name=\"")
                .append(escape(name))
                .append("\" value=\"")
                .append(escape(value))
                .append("\">\n"));
        return html.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

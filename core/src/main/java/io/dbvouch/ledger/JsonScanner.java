package io.dbvouch.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON without keeping it. {@link #memberNames} checks that a text is exactly one JSON object (RFC 8259), stricter than the RFC in three points: no name twice in an object,
 * no control character even between tokens (so the object is one line), and no half surrogate pair (so it has a UTF-8
 * form); {@link #objects} takes what others wrote.
 */
final class JsonScanner {
    private static final int DEEPEST = 64;

    private final String text;
    private final @Nullable Consumer<Map<String, String>> sink;
    private int at;
    private int depth;

    private JsonScanner(String text, @Nullable Consumer<Map<String, String>> sink) {
        this.text = text;
        this.sink = sink;
    }

    /**
     * Tells the members of each object that are strings, the inner objects first; of members of one name the last.
     *
     * @throws IllegalArgumentException if the text is not one JSON value
     */
    static void objects(String text, Consumer<Map<String, String>> sink) {
        JsonScanner scanner = new JsonScanner(text, sink);
        scanner.value();
        if (scanner.at != text.length()) {
            throw scanner.wrong("the end");
        }
    }

    /**
     * The names of the top-level members of the object.
     *
     * @throws IllegalArgumentException if the text is not one such object; the message gives the place
     */
    static Set<String> memberNames(String text) {
        JsonScanner scanner = new JsonScanner(text, null);
        scanner.checkCharacters();
        scanner.space();
        Set<String> names = scanner.object();
        scanner.space();
        if (scanner.at != text.length()) {
            throw scanner.wrong("the end");
        }
        return names;
    }

    private void checkCharacters() {
        for (at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c)) {
                throw wrong("no control character");
            }
            if (Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(c)) {
                throw wrong("a whole surrogate pair");
            }
        }
        at = 0;
    }

    private Set<String> object() {
        Set<String> names = new HashSet<>();
        Map<String, String> strings = new HashMap<>();
        open('{');
        if (!taken('}')) {
            do {
                space();
                int start = at;
                String name = string();
                if (!names.add(name) && sink == null) {
                    at = start;
                    throw wrong("another name");
                }
                space();
                take(':');
                String value = value();
                if (value != null) {
                    strings.put(name, value);
                }
            } while (taken(','));
            take('}');
        }
        depth--;
        if (sink != null) {
            sink.accept(strings);
        }
        return names;
    }

    private void array() {
        open('[');
        if (!taken(']')) {
            do {
                value();
            } while (taken(','));
            take(']');
        }
        depth--;
    }

    private void open(char bracket) {
        take(bracket);
        if (++depth > DEEPEST) {
            throw wrong("at most " + DEEPEST + " levels");
        }
        space();
    }

    /** The value, if it is a string. */
    private @Nullable String value() {
        space();
        String string = null;
        switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string = string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        space();
        return string;
    }

    private String string() {
        take('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char c = next();
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = hexDigit(next());
                    code = (code << 4) | digit;
                }
                yield (char) code;
            }
            default -> {
                at--;
                throw wrong("an escape");
            }
        };
    }

    private int hexDigit(char c) {
        // Character.digit knows the digits of every script.
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            at--;
            throw wrong("a hexadecimal digit");
        }
        return digit;
    }

    private void number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong("a value");
        }
    }

    private void word(String word) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
    }

    private void space() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private boolean taken(char c) {
        boolean there = peek() == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void take(char c) {
        if (!taken(c)) {
            throw wrong("'" + c + "'");
        }
    }

    /** The next character; at the end NUL, which {@link #checkCharacters()} keeps out of the text. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        if (at == text.length()) {
            throw wrong("the end of the string");
        }
        return text.charAt(at++);
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                "not a JSON object on one line: expected " + expected + " at character " + at);
    }
}

package io.dbvouch.cli.shell;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code \copy} (PostgreSQL, {@code parse_slash_copy} in {@code src/bin/psql/copy.c} and {@code strtokx} in
 * {@code stringutils.c}): a table with columns, or a query in parentheses; {@code FROM} or {@code TO}; a file; options, which
 * the server gets as they stand.
 */
final class CopyArguments {
    private final String text;
    private final boolean standardStrings;
    private int at;
    private final StringBuilder before = new StringBuilder();
    private @Nullable String token;
    private boolean from;
    private boolean program;
    private boolean standardStream;
    private @Nullable String file;
    private String after = "";

    CopyArguments(String text, boolean standardStrings) {
        this.text = text;
        this.standardStrings = standardStrings;
    }

    boolean from() {
        return from;
    }

    boolean program() {
        return program;
    }

    /** Whether it is the process's own input or output, whatever the script or {@code \o} say. */
    boolean standardStream() {
        return standardStream;
    }

    /** The file's name, or the program's command line; null for a stream. */
    @Nullable
    String file() {
        return file;
    }

    String before() {
        return before.toString();
    }

    String after() {
        return after;
    }

    /** Where the arguments were not understood. */
    String failedAt() {
        return token == null ? "end of line" : "\"" + token + "\"";
    }

    boolean parse() {
        return what() && direction() && other();
    }

    private boolean what() {
        if (!next(".,()", "\"")) {
            return false;
        }
        if ("binary".equalsIgnoreCase(token)) {
            before.append(token);
            if (!next(".,()", "\"")) {
                return false;
            }
        }
        if (is("(") && !query()) {
            return false;
        }
        before.append(' ').append(token);
        if (!next(".,()", "\"")) {
            return false;
        }
        if (is(".")) {
            before.append(token);
            if (!next(".,()", "\"")) {
                return false;
            }
            before.append(token);
            if (!next(".,()", "\"")) {
                return false;
            }
        }
        return !is("(") || columns();
    }

    private boolean query() {
        int depth = 1;
        while (depth > 0) {
            before.append(' ').append(token);
            if (!next("()", "\"'")) {
                return false;
            }
            if (is("(")) {
                depth++;
            } else if (is(")")) {
                depth--;
            }
        }
        return true;
    }

    private boolean columns() {
        do {
            before.append(' ').append(token);
            if (!next("()", "\"")) {
                return false;
            }
        } while (!is(")"));
        before.append(' ').append(token);
        return next(".,()", "\"");
    }

    private boolean direction() {
        from = "from".equalsIgnoreCase(token);
        return (from || "to".equalsIgnoreCase(token)) && next(";", "'");
    }

    private boolean other() {
        String name = String.valueOf(token);
        if (name.equalsIgnoreCase("program")) {
            if (!next(";", "'") || !isQuoted(String.valueOf(token))) {
                return false;
            }
            program = true;
            file = unquoted(String.valueOf(token));
        } else if (name.equalsIgnoreCase("pstdin") || name.equalsIgnoreCase("pstdout")) {
            standardStream = true;
        } else if (!name.equalsIgnoreCase("stdin") && !name.equalsIgnoreCase("stdout")) {
            file = isQuoted(name) ? unquoted(name) : name;
        }
        // The blank that ended the file's name is no part of what follows it.
        after = at < text.length() ? text.substring(Math.min(text.length(), at)) : "";
        if (!after.isEmpty() && isBlank(after.charAt(0))) {
            after = after.substring(1);
        }
        return true;
    }

    private static String unquoted(String token) {
        return token.substring(1, token.length() - 1).replace("''", "'");
    }

    private static boolean isQuoted(String token) {
        return token.length() >= 2 && token.startsWith("'") && token.endsWith("'");
    }

    private boolean is(String what) {
        return what.equals(token);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Reads a token: one of the delimiters, something in quotes, or what stands between blanks, delimiters and quotes. */
    private boolean next(String delimiters, String quotes) {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            token = null;
            return false;
        }
        int begin = at;
        char c = text.charAt(at);
        if (delimiters.indexOf(c) >= 0) {
            at++;
        } else if (quotes.indexOf(c) >= 0 || escapes(quotes)) {
            readQuoted(c);
        } else {
            while (at < text.length()
                    && !isBlank(text.charAt(at))
                    && delimiters.indexOf(text.charAt(at)) < 0
                    && quotes.indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        token = text.substring(begin, at);
        return true;
    }

    /** {@code E'…'} within a query. */
    private boolean escapes(String quotes) {
        return quotes.indexOf('\'') >= 0
                && quotes.length() > 1
                && (text.startsWith("E'", at) || text.startsWith("e'", at));
    }

    private void readQuoted(char first) {
        boolean escaped = first == 'E' || first == 'e';
        char quote = escaped ? '\'' : first;
        boolean backslashes = escaped || (quote == '\'' && !standardStrings);
        at += escaped ? 2 : 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (backslashes && c == '\\' && at + 1 < text.length()) {
                at += 2;
            } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                at++;
                if (c == quote) {
                    return;
                }
            }
        }
    }
}

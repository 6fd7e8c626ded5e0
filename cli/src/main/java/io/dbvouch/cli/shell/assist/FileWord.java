package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file's name as backslash commands take it, in single quotes where it would be read otherwise without them (PostgreSQL,
 * {@code complete_from_files} in {@code src/bin/psql/tab-complete.in.c}, {@code quote_if_needed} in {@code stringutils.c}).
 *
 * @param name as the file system has it, as far as it is typed
 * @param quoted whether quotes are begun
 * @param escapes whether a backslash in quotes stands for something, as it does but for {@code \copy}
 */
record FileWord(String name, boolean quoted, boolean escapes) {
    /** What is not itself without quotes: blanks, quotes, backslashes, variables, pipes, and semicolons at the end. */
    private static final String SPECIAL = "'\"`\\:;|";

    /** Reads what is typed; null where it holds what only the command itself can find out. */
    static @Nullable FileWord typed(String text, boolean escapes) {
        StringBuilder name = new StringBuilder();
        boolean within = false;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (c == '\'' && within && next == '\'') {
                name.append(c);
                at++;
            } else if (c == '\'') {
                within = !within;
                quoted = true;
            } else if (c == '\\' && within && escapes) {
                if (Character.isLetterOrDigit(next) || next == 0) {
                    return null;
                }
                name.append(next);
                at++;
            } else if (c == '`' && !within) {
                return null;
            } else {
                name.append(c);
            }
        }
        return new FileWord(name.toString(), quoted, escapes);
    }

    /**
     * What may be written for it.
     *
     * @param files those that begin so; folders end in a slash
     */
    List<Suggestion> suggestions(List<String> files) {
        if (files.size() == 1 || needsQuotes(common(files))) {
            boolean only = files.size() == 1;
            return files.stream().map(file -> suggestion(file, only)).toList();
        }
        // Nothing but what they have in common is written: the names are for whoever chooses.
        return files.stream().map(file -> new Suggestion(file, false)).toList();
    }

    private Suggestion suggestion(String file, boolean only) {
        // What is in a folder is still to come.
        boolean ends = only && !file.endsWith("/");
        if (!needsQuotes(file)) {
            return new Suggestion(file, ends);
        }
        String doubled = file.replace("'", "''");
        String inner = escapes ? doubled.replace("\\", "\\\\") : doubled;
        return new Suggestion("'" + inner + (ends ? "'" : ""), ends);
    }

    private boolean needsQuotes(String file) {
        return quoted || file.chars().anyMatch(c -> Character.isWhitespace(c) || SPECIAL.indexOf(c) >= 0);
    }

    private static String common(List<String> files) {
        return Stream.of(files.stream().min(String::compareTo), files.stream().max(String::compareTo))
                .flatMap(each -> each.stream())
                .reduce(FileWord::common)
                .orElse("");
    }

    private static String common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }
}

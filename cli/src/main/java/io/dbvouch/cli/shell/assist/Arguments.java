package io.dbvouch.cli.shell.assist;

import java.util.ArrayList;
import java.util.List;

/**
 * What is typed behind a backslash command, taken apart at the blanks outside of quotes.
 *
 * @param earlier all but the last, as they are typed
 * @param start where the last one begins, which may be empty and is still being typed
 */
record Arguments(List<String> earlier, int start) {
    /**
     * Takes a text apart.
     *
     * @param escapes whether a backslash in single quotes goes with the character behind it
     */
    static Arguments of(String text, boolean escapes) {
        List<String> earlier = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                if (at > start) {
                    earlier.add(text.substring(start, at));
                }
                at++;
                start = at;
            } else {
                at = behind(text, at, text.length(), escapes);
            }
        }
        return new Arguments(List.copyOf(earlier), start);
    }

    /** What is behind a character, or behind all that stands in quotes where it is one. */
    static int behind(String text, int from, int end, boolean escapes) {
        char quote = text.charAt(from);
        int at = from + 1;
        if (quote != '\'' && quote != '"' && quote != '`') {
            return at;
        }
        while (at < end) {
            char c = text.charAt(at++);
            if (c == quote) {
                return at;
            }
            if (c == '\\' && escapes && quote == '\'') {
                at++;
            }
        }
        return end;
    }
}

package io.dbvouch.cli.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a function or view, with a line of it (PostgreSQL, {@code strip_lineno_from_objdesc} in {@code
 * src/bin/psql/command.c}).
 *
 * @param name may be empty
 * @param line from 1 on; 0 for none
 * @param wrongLine what stands there in place of one; null where nothing does
 */
record NumberedName(String name, int line, @Nullable String wrongLine) {
    /** Digits stand apart from a name, by a blank or a parenthesis. */
    private static final Pattern NUMBERED = Pattern.compile("(?s)(.*[\\s)])([0-9]+)\\s*");

    static NumberedName of(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        if (!numbered.matches()) {
            return new NumberedName(text, 0, null);
        }
        int line = ParsedValue.leadingNumber(numbered.group(2));
        return new NumberedName(numbered.group(1), line, line < 1 ? numbered.group(2) : null);
    }
}

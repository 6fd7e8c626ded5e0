package io.dbvouch;

import java.util.regex.Pattern;

/** Text as one word of a POSIX shell's command line: hints are copied and pasted. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+=:,-]+");

    private ShellWord() {}

    /** {@code text}, in single quotes if it needs them (POSIX.1-2024, Shell Command Language, 2.2.2). */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

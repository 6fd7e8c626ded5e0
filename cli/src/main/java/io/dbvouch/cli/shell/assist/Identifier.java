package io.dbvouch.cli.shell.assist;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as SQL writes them. */
final class Identifier {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private Identifier() {}

    /** With quotes where it needs them. */
    static String written(String name, Keywords keywords) {
        return PLAIN.matcher(name).matches() && !keywords.isReserved(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Whether a terminal can show it as it is: nothing else is suggested. */
    static boolean isHarmless(String name) {
        return name.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        });
    }

    /** The name that was written, as far as it was. */
    static String unquoted(String written) {
        if (!written.startsWith("\"")) {
            return written.toLowerCase(Locale.ROOT);
        }
        String inner = written.substring(1);
        String closed = inner.endsWith("\"") ? inner.substring(0, inner.length() - 1) : inner;
        return closed.replace("\"\"", "\"");
    }
}

package io.dbvouch.cli.output;

/**
 * Text from elsewhere (a server, a file, a person) made fit for a terminal. Whatever goes to stderr and was not written in
 * this program's source passes through here.
 */
public final class TerminalText {
    private static final String ELLIPSIS = "…";

    private TerminalText() {}

    /**
     * One line: line breaks and tabs, alone or in a row with blanks, become one blank, and those at the ends vanish; other
     * unsafe characters are shown escaped, as in <code>\x1B</code>.
     */
    public static String line(String kept) {
        String text = Escapes.escapeBytes(kept);
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') {
                gap = true;
                line.setLength(lengthWithoutBlanks(line));
            } else if (!gap || c != ' ') {
                if (gap && !line.isEmpty()) {
                    line.append(' ');
                }
                gap = false;
                append(line, c);
            }
        }
        return line.toString();
    }

    /** As {@link #line(String)}, cut to a number of terminal columns, at least 1, with an ellipsis for what is cut. */
    public static String line(String text, int columns) {
        String line = line(text);
        if (DisplayWidth.of(line) <= columns) {
            return line;
        }
        int width = 0;
        int end = 0;
        while (end < line.length()) {
            int codePoint = line.codePointAt(end);
            width += DisplayWidth.of(codePoint);
            if (width > columns - 1) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return line.substring(0, end) + ELLIPSIS;
    }

    /** Any number of lines: newlines and tabs stay, other unsafe characters are shown escaped. */
    public static String lines(String text) {
        return linesWithBytes(Escapes.escapeBytes(text));
    }

    /** As {@link #lines}, but bytes that are no UTF-8 stay what they are: not for a terminal. */
    public static String linesWithBytes(String text) {
        return Escapes.escape(text, "\n\t");
    }

    private static int lengthWithoutBlanks(StringBuilder line) {
        int length = line.length();
        while (length > 0 && line.charAt(length - 1) == ' ') {
            length--;
        }
        return length;
    }

    private static void append(StringBuilder line, char c) {
        if (Escapes.isUnsafe(c)) {
            line.append(Escapes.of(c));
        } else {
            line.append(c);
        }
    }
}

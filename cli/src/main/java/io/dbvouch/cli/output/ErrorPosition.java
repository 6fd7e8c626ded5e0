package io.dbvouch.cli.output;

import io.dbvouch.Utf8;

/**
 * Points at a place in a statement: its line, cut to what a terminal shows, and a caret below (PostgreSQL,
 * {@code reportErrorPosition} in {@code src/interfaces/libpq/fe-protocol3.c}).
 *
 * <ol>
 *   <li>The line is the one that holds the position; newlines and carriage returns end lines, both together one.
 *   <li>A tab counts as one blank, a character without width of its own as one column: so does psql.
 *   <li>A line of more than 60 columns is cut at the right if the position then stays 10 columns from the cut; if not, it
 *       is cut 10 columns after the position, and at the left as much as is still needed.
 * </ol>
 *
 * <p>Unlike in psql, unsafe characters are shown escaped, and count as wide as they are shown.
 */
final class ErrorPosition {
    private static final int WIDEST = 60;
    private static final int RIGHT_OF_POSITION = 10;

    private ErrorPosition() {}

    /**
     * The two lines, each with its newline; empty if the position is not in the statement or just behind it.
     *
     * @param position in characters from 1
     */
    static String show(String statement, int position) {
        int[] characters = statement.codePoints().toArray();
        int at = indexOf(characters, position - 1);
        if (at < 0) {
            return "";
        }
        int begin = 0;
        int lineNumber = 1;
        for (int i = 0; i < at; i++) {
            if (isLineEnd(characters[i])) {
                begin = i + 1;
                if (characters[i] == '\r' || i == 0 || characters[i - 1] != '\r') {
                    lineNumber++;
                }
            }
        }
        int end = at;
        while (end < characters.length && !isLineEnd(characters[end])) {
            end++;
        }
        return showLine(characters, begin, end, at, lineNumber);
    }

    /** Where so many characters have gone by, some of them of several bytes that are kept; -1 where there are not so many. */
    private static int indexOf(int[] characters, int count) {
        int left = count;
        for (int i = 0; i < characters.length; i++) {
            if (!goesOn(characters[i]) && left-- == 0) {
                return i;
            }
        }
        return left == 0 ? characters.length : -1;
    }

    private static boolean goesOn(int character) {
        return Utf8.isByte(character) && DisplayWidth.of(character) == 0;
    }

    private static String showLine(int[] characters, int lineBegin, int lineEnd, int at, int lineNumber) {
        // columns[i] is where character lineBegin + i starts.
        int[] columns = new int[lineEnd - lineBegin + 1];
        for (int i = 1; i < columns.length; i++) {
            columns[i] = columns[i - 1] + width(characters[lineBegin + i - 1]);
        }
        int begin = 0;
        int end = lineEnd - lineBegin;
        int caret = at - lineBegin;
        if (columns[end] > WIDEST) {
            if (columns[caret] + RIGHT_OF_POSITION > WIDEST) {
                while (columns[end] > columns[caret] + RIGHT_OF_POSITION) {
                    end--;
                }
                while (columns[end] - columns[begin] > WIDEST) {
                    begin++;
                }
                while (begin < end && goesOn(characters[lineBegin + begin])) {
                    begin++;
                }
            } else {
                while (columns[end] > WIDEST) {
                    end--;
                }
            }
        }
        StringBuilder text = new StringBuilder("LINE " + lineNumber + ": ");
        if (begin > 0) {
            text.append("...");
        }
        int indent = text.length();
        for (int i = begin; i < end; i++) {
            append(text, characters[lineBegin + i]);
        }
        if (end < lineEnd - lineBegin) {
            text.append("...");
        }
        return text.append('\n')
                .repeat(' ', indent + columns[caret] - columns[begin])
                .append("^\n")
                .toString();
    }

    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }

    private static int width(int character) {
        if (character == '\t') {
            return 1;
        }
        if (goesOn(character)) {
            return 0;
        }
        return Escapes.isUnsafe(character)
                ? Escapes.of((char) character).length()
                : Math.max(1, DisplayWidth.of(character));
    }

    private static void append(StringBuilder text, int character) {
        if (character == '\t') {
            text.append(' ');
        } else if (Escapes.isUnsafe(character)) {
            text.append(Escapes.of((char) character));
        } else {
            text.appendCodePoint(character);
        }
    }
}

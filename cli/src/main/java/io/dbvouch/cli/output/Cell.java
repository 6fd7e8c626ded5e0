package io.dbvouch.cli.output;

import io.dbvouch.Utf8;
import java.util.Arrays;

/**
 * One value, broken into the lines in which aligned formats show it. Reused from value to value.
 *
 * <p>As {@code pg_wcsformat} (PostgreSQL, {@code src/fe_utils/mbprint.c}): a newline begins a line, a tab becomes blanks up to
 * the next multiple of eight columns of the value, unsafe characters are escaped.
 */
final class Cell {
    private static final int TAB = 8;

    private String[] lines = new String[1];
    private int[] widths = new int[1];
    private int count;
    private int width;
    private boolean keepsBytes;

    /** Takes a value. */
    void set(String value) {
        count = 0;
        width = 0;
        keepsBytes = false;
        if (isPlain(value)) {
            add(value, value.length());
        } else {
            layOut(value);
        }
    }

    /** How many lines there are; an empty value has one. */
    int count() {
        return count;
    }

    /** The width of the widest line, in columns. */
    int width() {
        return width;
    }

    /** Whether the value holds bytes that are no UTF-8. */
    boolean keepsBytes() {
        return keepsBytes;
    }

    String line(int index) {
        return lines[index];
    }

    int width(int index) {
        return widths[index];
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private void layOut(String value) {
        StringBuilder line = new StringBuilder(value.length() + 16);
        int column = 0;
        for (int i = 0; i < value.length(); ) {
            int codePoint = value.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '\n') {
                add(line.toString(), column);
                line.setLength(0);
                column = 0;
            } else if (codePoint == '\t') {
                int blanks = TAB - column % TAB;
                line.repeat(' ', blanks);
                column += blanks;
            } else if (Escapes.isUnsafe(codePoint)) {
                String escape = Escapes.of((char) codePoint);
                line.append(escape);
                column += escape.length();
            } else {
                keepsBytes |= Utf8.isByte(codePoint);
                line.appendCodePoint(codePoint);
                column += DisplayWidth.of(codePoint);
            }
        }
        add(line.toString(), column);
    }

    private void add(String line, int columns) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
            widths = Arrays.copyOf(widths, 2 * count);
        }
        lines[count] = line;
        widths[count] = columns;
        count++;
        width = Math.max(width, columns);
    }
}

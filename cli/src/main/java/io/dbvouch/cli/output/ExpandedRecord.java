package io.dbvouch.cli.output;

import java.io.IOException;

/** Writes the records of an expanded table, a name and a value side by side, and the lines between them. */
final class ExpandedRecord {
    private final ExpandedLayout layout;
    private final LineStyle lines;

    ExpandedRecord(ExpandedLayout layout, LineStyle lines) {
        this.layout = layout;
        this.lines = lines;
    }

    /**
     * A line between records, or at an end.
     *
     * @param number of the record below; 0 for none
     */
    void writeRule(LineStyle.Rule rule, long number, int nameWidth, TextSink out) throws IOException {
        int border = layout.border();
        String fill = border > 0 ? rule.line() : " ";
        if (border == 2) {
            out.write(rule.left());
        }
        if (border > 0) {
            out.write(rule.line());
        }
        String label = "";
        if (number > 0) {
            label = border == 0 ? "* Record " + number : "[ RECORD " + number + " ]";
        }
        out.write(label);
        int position = border == 2 ? label.length() : label.length() + 1;
        repeat(fill, nameWidth - position, out);
        // The label may cover what crosses the line.
        position -= nameWidth;
        if (border > 0) {
            if (position-- <= 0) {
                out.write(rule.line());
            }
            if (position-- <= 0) {
                out.write(rule.middle());
            }
            if (position-- <= 0) {
                out.write(rule.line());
            }
        } else if (position-- <= 0) {
            out.write(' ');
        }
        repeat(fill, layout.valueWidth() - Math.max(0, position), out);
        if (border == 2) {
            out.write(rule.line());
            out.write(rule.right());
        }
        out.write('\n');
    }

    private static void repeat(String text, int times, TextSink out) throws IOException {
        for (int i = 0; i < times; i++) {
            out.write(text);
        }
    }

    /** A name and a value, in as many lines as they need. */
    void writeValue(Cell name, Cell value, TextSink out) throws IOException {
        int nameLine = 0;
        int valueLine = 0;
        int offset = 0;
        while (nameLine < name.count() || valueLine < value.count()) {
            if (layout.border() == 2) {
                out.write(lines.data().left());
            }
            writeName(name, nameLine, out);
            nameLine = Math.min(nameLine + 1, name.count());
            if (layout.border() > 0) {
                out.write(bar(valueLine, offset));
            }
            if (valueLine < value.count()) {
                offset = writeText(value, valueLine, offset, out);
                if (offset == 0) {
                    valueLine++;
                }
            } else if (layout.border() == 2) {
                out.pad(layout.valueWidth() + 2);
            }
            if (layout.border() == 2) {
                out.write(lines.data().right());
            }
            out.write('\n');
        }
    }

    private String bar(int valueLine, int offset) {
        if (offset > 0) {
            return lines.wrapBar();
        }
        return valueLine == 0 ? lines.data().middle() : lines.newlineBar();
    }

    private void writeName(Cell name, int at, TextSink out) throws IOException {
        boolean left = layout.border() == 2 || (layout.namesGoOn() && layout.oldMarks());
        boolean right = layout.border() > 0 || (layout.namesGoOn() && !layout.oldMarks());
        if (at >= name.count()) {
            // A blank at least: so does printf with a width of none.
            out.pad(Math.max(1, layout.nameWidth() + blanksBeside()));
            return;
        }
        if (left) {
            out.write(at > 0 ? lines.header().left() : " ");
        }
        out.write(name.line(at));
        out.pad(layout.nameWidth() - name.width(at));
        if (right) {
            out.write(at + 1 < name.count() ? lines.header().right() : " ");
        }
    }

    private int blanksBeside() {
        return layout.border()
                + (layout.border() < 2 && layout.namesGoOn() && layout.oldMarks() ? 1 : 0)
                + (layout.border() == 0 && layout.namesGoOn() && !layout.oldMarks() ? 1 : 0);
    }

    /** A part of a line; tells where the next one begins, 0 where there is none. */
    private int writeText(Cell value, int line, int offset, TextSink out) throws IOException {
        String text = value.line(line);
        boolean marked = layout.border() == 2 || (layout.valuesGoOn() && !layout.oldMarks());
        out.write(offset == 0 ? " " : lines.wrap().left());
        int end = text.length();
        if (offset > 0 || value.width(line) > layout.valueWidth()) {
            end = DisplayWidth.endWithin(text, offset, layout.valueWidth());
        }
        int width = DisplayWidth.of(text.substring(offset, end));
        out.write(text, offset, end);
        boolean lastLine = line + 1 == value.count();
        if (end < text.length()) {
            if (marked) {
                out.pad(layout.valueWidth() - width);
                out.write(lines.wrap().right());
            }
            return end;
        }
        if (!lastLine) {
            if (marked) {
                out.pad(layout.valueWidth() - width);
                out.write(lines.newline().right());
            }
        } else if (layout.border() == 2) {
            out.pad(layout.valueWidth() - width);
            out.write(' ');
        }
        return 0;
    }
}

package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/** Writes the rows of an aligned table, each in as many lines as its values need, and the lines around them. */
final class AlignedRow {
    /** Why a value goes on in the next line. */
    private enum Goes {
        NOT,
        AFTER_NEWLINE,
        AS_TOO_WIDE
    }

    private final List<Column> columns;
    private final Cell[] cells;
    private final int[] widths;
    private final int border;
    private final LineStyle lines;
    /** Where each cell stands: its line, the first character of it that has not been written, and why. */
    private final int[] line;

    private final int[] offset;
    private final Goes[] goes;

    AlignedRow(List<Column> columns, Cell[] cells, int[] widths, int border, LineStyle lines) {
        this.columns = columns;
        this.cells = cells;
        this.widths = widths;
        this.border = Math.min(2, border);
        this.lines = lines;
        this.line = new int[cells.length];
        this.offset = new int[cells.length];
        this.goes = new Goes[cells.length];
    }

    /** The names of the columns, which the cells hold, and the line below them. */
    void writeHeader(TextSink out) throws IOException {
        if (border == 2) {
            writeRule(lines.top(), out);
        }
        int height = 0;
        for (Cell cell : cells) {
            height = Math.max(height, cell.count());
        }
        for (int at = 0; at < height; at++) {
            if (border == 2) {
                out.write(lines.data().left());
            }
            for (int i = 0; i < cells.length; i++) {
                writeName(i, at, out);
            }
            if (border == 2) {
                out.write(lines.data().right());
            }
            out.write('\n');
        }
        writeRule(lines.middle(), out);
    }

    private void writeName(int column, int at, TextSink out) throws IOException {
        Cell cell = cells[column];
        if (border != 0 || (!lines.marksRight() && column > 0)) {
            out.write(at > 0 ? lines.header().left() : " ");
        }
        if (at < cell.count()) {
            int blanks = widths[column] - cell.width(at);
            out.pad(blanks / 2);
            out.write(cell.line(at));
            out.pad((blanks + 1) / 2);
        } else {
            out.pad(widths[column]);
        }
        if (border != 0 || lines.marksRight()) {
            out.write(at + 1 < cell.count() ? lines.header().right() : " ");
        }
        if (border != 0 && column + 1 < cells.length) {
            out.write(lines.data().middle());
        }
    }

    /** What stands below the last row. */
    void writeEnd(TextSink out) throws IOException {
        if (border == 2) {
            writeRule(lines.bottom(), out);
        }
    }

    private void writeRule(LineStyle.Rule rule, TextSink out) throws IOException {
        if (border == 2) {
            out.write(rule.left());
        }
        if (border > 0) {
            out.write(rule.line());
        }
        for (int i = 0; i < widths.length; i++) {
            for (int j = 0; j < widths[i]; j++) {
                out.write(rule.line());
            }
            if (i + 1 < widths.length) {
                if (border == 0) {
                    out.write(' ');
                } else {
                    out.write(rule.line());
                    out.write(rule.middle());
                    out.write(rule.line());
                }
            }
        }
        if (border > 0) {
            out.write(rule.line());
        }
        if (border == 2) {
            out.write(rule.right());
        }
        out.write('\n');
    }

    /** The row that the cells hold. */
    void write(TextSink out) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            line[i] = 0;
            offset[i] = 0;
            goes[i] = Goes.NOT;
        }
        boolean more;
        do {
            more = false;
            if (border == 2) {
                out.write(lines.data().left());
            }
            for (int i = 0; i < cells.length; i++) {
                more |= writeCell(i, out);
            }
            if (border == 2) {
                out.write(lines.data().right());
            }
            out.write('\n');
        } while (more);
    }

    /** One line of one value; true where more of it follows. */
    private boolean writeCell(int column, TextSink out) throws IOException {
        boolean last = column + 1 == cells.length;
        boolean padded = border == 2 || !last;
        boolean right = columns.get(column).type().rightAligned();
        if (border != 0) {
            out.write(leftMark(column));
        }
        int written = widths[column];
        if (line[column] >= cells[column].count()) {
            if (padded) {
                out.pad(widths[column]);
            }
        } else {
            written = writeText(column, right, out);
        }
        boolean more = line[column] < cells[column].count();
        goes[column] = Goes.NOT;
        if (more && offset[column] > 0) {
            goes[column] = Goes.AS_TOO_WIDE;
        } else if (more && line[column] > 0) {
            goes[column] = Goes.AFTER_NEWLINE;
        }
        if (!right && (padded || goes[column] != Goes.NOT)) {
            out.pad(widths[column] - written);
        }
        switch (goes[column]) {
            case AS_TOO_WIDE -> out.write(lines.wrap().right());
            case AFTER_NEWLINE -> out.write(lines.newline().right());
            case NOT -> {
                if (padded) {
                    out.write(' ');
                }
            }
        }
        if (border != 0 && !last) {
            out.write(bar(column + 1));
        }
        return more;
    }

    /** As much of the line as there is room for; tells how wide it was. */
    private int writeText(int column, boolean right, TextSink out) throws IOException {
        Cell cell = cells[column];
        String text = cell.line(line[column]);
        int from = offset[column];
        int end = text.length();
        int width = cell.width(line[column]);
        if (from > 0 || width > widths[column]) {
            end = DisplayWidth.endWithin(text, from, widths[column]);
            width = Math.min(widths[column], DisplayWidth.of(text.substring(from, end)));
        }
        if (right) {
            out.pad(widths[column] - width);
        }
        out.write(text, from, end);
        if (end < text.length()) {
            offset[column] = end;
        } else {
            offset[column] = 0;
            line[column]++;
        }
        return width;
    }

    private String leftMark(int column) {
        return switch (goes[column]) {
            case AS_TOO_WIDE -> lines.wrap().left();
            case AFTER_NEWLINE -> lines.newline().left();
            case NOT -> " ";
        };
    }

    private String bar(int column) {
        return switch (goes[column]) {
            case AS_TOO_WIDE -> lines.wrapBar();
            case AFTER_NEWLINE -> lines.newlineBar();
            case NOT -> line[column] < cells[column].count() ? lines.data().middle() : lines.blankBar();
        };
    }
}

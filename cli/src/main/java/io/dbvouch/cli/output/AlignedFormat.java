package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * psql's default format: {@code format=aligned}, {@code border=1}, {@code linestyle=ascii} (PostgreSQL,
 * {@code print_aligned_text} in {@code src/fe_utils/print.c}). Every unsafe character is shown escaped.
 *
 * <pre>{@code
 *  id |  name
 * ----+---------
 *   1 | arianna
 *   2 | two    +
 *     | lines
 * (2 rows)
 *
 * }</pre>
 */
public record AlignedFormat(TableOptions options) implements ResultFormat {
    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        int count = columns.size();
        Cell[] cells = new Cell[count];
        int[] widths = new int[count];
        for (int i = 0; i < count; i++) {
            cells[i] = new Cell();
            cells[i].set(columns.get(i).name());
            widths[i] = cells[i].width();
        }

        RowBuffer buffer = new RowBuffer();
        Cell measured = new Cell();
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < count; i++) {
                String text = options.text(rows, i);
                measured.set(text);
                widths[i] = Math.max(widths[i], measured.width());
                buffer.add(text);
            }
        }
        buffer.rewind();

        writeTitle(widths, out);
        if (!options.tuplesOnly()) {
            writeHeader(cells, widths, out);
            writeRule(widths, out);
        }
        if (count > 0) {
            for (long row = 0; row < rowCount; row++) {
                for (Cell cell : cells) {
                    cell.set(buffer.next());
                }
                writeRow(columns, cells, widths, out);
            }
        }
        if (!options.tuplesOnly()) {
            out.write(TableOptions.footer(rowCount));
            out.write('\n');
        }
        out.write('\n');
        return rowCount;
    }

    private void writeTitle(int[] widths, TextSink out) throws IOException {
        String title = options.shownTitle();
        if (title == null) {
            return;
        }
        Cell cell = new Cell();
        cell.set(title);
        int total = Math.max(0, widths.length * 3 - 1);
        for (int width : widths) {
            total += width;
        }
        out.pad((total - cell.width()) / 2);
        for (int line = 0; line < cell.count(); line++) {
            out.write(cell.line(line));
            out.write('\n');
        }
    }

    private static void writeHeader(Cell[] cells, int[] widths, TextSink out) throws IOException {
        int height = height(cells);
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < cells.length; i++) {
                Cell cell = cells[i];
                out.write(' ');
                if (line < cell.count()) {
                    int blanks = widths[i] - cell.width(line);
                    out.pad(blanks / 2);
                    out.write(cell.line(line));
                    out.pad((blanks + 1) / 2);
                } else {
                    out.pad(widths[i]);
                }
                out.write(line + 1 < cell.count() ? '+' : ' ');
                if (i + 1 < cells.length) {
                    out.write('|');
                }
            }
            out.write('\n');
        }
    }

    private static void writeRule(int[] widths, TextSink out) throws IOException {
        out.write('-');
        for (int i = 0; i < widths.length; i++) {
            out.repeat('-', widths[i]);
            if (i + 1 < widths.length) {
                out.write("-+-");
            }
        }
        out.write("-\n");
    }

    private static void writeRow(List<Column> columns, Cell[] cells, int[] widths, TextSink out) throws IOException {
        int height = height(cells);
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < cells.length; i++) {
                Cell cell = cells[i];
                boolean last = i + 1 == cells.length;
                boolean continued = line + 1 < cell.count();
                int blanks = line < cell.count() ? widths[i] - cell.width(line) : widths[i];
                boolean right = columns.get(i).type().rightAligned();
                out.write(' ');
                if (line < cell.count()) {
                    if (right) {
                        out.pad(blanks);
                    }
                    out.write(cell.line(line));
                    if (!right && (!last || continued)) {
                        out.pad(blanks);
                    }
                } else if (!last) {
                    out.pad(blanks);
                }
                if (continued) {
                    out.write('+');
                } else if (!last) {
                    out.write(' ');
                }
                if (!last) {
                    out.write('|');
                }
            }
            out.write('\n');
        }
    }

    private static int height(Cell[] cells) {
        int height = 0;
        for (Cell cell : cells) {
            height = Math.max(height, cell.count());
        }
        return height;
    }
}

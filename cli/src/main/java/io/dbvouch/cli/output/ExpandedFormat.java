package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * psql's {@code \x} format: {@code format=aligned}, {@code expanded=on}, {@code border=1}, {@code linestyle=ascii} (PostgreSQL,
 * {@code print_aligned_vertical} in {@code src/fe_utils/print.c}). Every unsafe character is shown escaped.
 *
 * <pre>{@code
 * -[ RECORD 1 ]-
 * id   | 1
 * name | arianna
 *
 * }</pre>
 */
public record ExpandedFormat(TableOptions options) implements ResultFormat {
    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        Cell[] names = new Cell[columns.size()];
        int nameWidth = 0;
        for (int i = 0; i < names.length; i++) {
            names[i] = new Cell();
            names[i].set(columns.get(i).name());
            nameWidth = Math.max(nameWidth, names[i].width());
        }

        RowBuffer buffer = new RowBuffer();
        Cell value = new Cell();
        int valueWidth = 0;
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < names.length; i++) {
                String text = options.text(rows, i);
                value.set(text);
                valueWidth = Math.max(valueWidth, value.width());
                buffer.add(text);
            }
        }
        buffer.rewind();

        if (rowCount == 0 || names.length == 0) {
            writeEmpty(rowCount, out);
            return rowCount;
        }
        String title = options.shownTitle();
        if (title != null) {
            out.write(Escapes.escape(title, "\n\t"));
            out.write('\n');
        }
        for (long record = 1; record <= rowCount; record++) {
            if (!options.tuplesOnly()) {
                writeRule("[ RECORD " + record + " ]", nameWidth, valueWidth, out);
            } else if (record > 1) {
                writeRule("", nameWidth, valueWidth, out);
            }
            for (Cell name : names) {
                value.set(buffer.next());
                writeValue(name, nameWidth, value, valueWidth, out);
            }
        }
        out.write('\n');
        return rowCount;
    }

    private void writeEmpty(long rowCount, TextSink out) throws IOException {
        if (!options.tuplesOnly()) {
            out.write(TableOptions.footer(rowCount));
            out.write('\n');
        }
        out.write('\n');
    }

    private static void writeRule(String label, int nameWidth, int valueWidth, TextSink out) throws IOException {
        out.write('-');
        out.write(label);
        // The rule is a row of dashes with a cross below the bar; the label may cover both.
        int position = 1 + label.length();
        int bar = nameWidth + 1;
        out.repeat('-', bar - position);
        if (position <= bar) {
            out.write('+');
            position = bar + 1;
        }
        out.repeat('-', nameWidth + 3 + valueWidth - position);
        out.write('\n');
    }

    private static void writeValue(Cell name, int nameWidth, Cell value, int valueWidth, TextSink out)
            throws IOException {
        int height = Math.max(name.count(), value.count());
        for (int line = 0; line < height; line++) {
            if (line < name.count()) {
                out.write(name.line(line));
                out.pad(nameWidth - name.width(line));
                out.write(line + 1 < name.count() ? '+' : ' ');
            } else {
                out.pad(nameWidth + 1);
            }
            out.write('|');
            if (line < value.count()) {
                out.write(' ');
                out.write(value.line(line));
                if (line + 1 < value.count()) {
                    out.pad(valueWidth - value.width(line));
                    out.write('+');
                }
            }
            out.write('\n');
        }
    }
}

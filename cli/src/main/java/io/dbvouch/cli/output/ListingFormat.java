package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * The program's own listings: aligned columns with two blanks between them, a line of column names above, no borders, every
 * row one line. Unsafe characters are shown escaped, newlines and tabs too. An empty listing is nothing at all.
 *
 * <pre>{@code
 * NAME  ENDPOINT           USER
 * prod  db.example:5432    arianna
 * }</pre>
 */
public record ListingFormat() implements ResultFormat {
    private static final int GAP = 2;

    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        int count = columns.size();
        String[] line = new String[count];
        int[] widths = new int[count];
        for (int i = 0; i < count; i++) {
            line[i] = Escapes.escape(columns.get(i).name(), "");
            widths[i] = DisplayWidth.of(line[i]);
        }

        RowBuffer buffer = new RowBuffer();
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < count; i++) {
                String text = Escapes.escape(TableOptions.DEFAULTS.text(rows, i), "");
                widths[i] = Math.max(widths[i], DisplayWidth.of(text));
                buffer.add(text, false);
            }
        }
        buffer.rewind();

        if (rowCount > 0) {
            writeLine(columns, line, widths, out);
        }
        for (long row = 0; row < rowCount; row++) {
            for (int i = 0; i < count; i++) {
                line[i] = buffer.next();
            }
            writeLine(columns, line, widths, out);
        }
        return rowCount;
    }

    /** Blanks are owed until there is something to stand behind them. */
    private static void writeLine(List<Column> columns, String[] line, int[] widths, TextSink out) throws IOException {
        int owed = 0;
        for (int i = 0; i < line.length; i++) {
            int blanks = widths[i] - DisplayWidth.of(line[i]);
            boolean right = columns.get(i).type().rightAligned();
            owed += right ? blanks : 0;
            if (!line[i].isEmpty()) {
                out.pad(owed);
                out.write(line[i]);
                owed = 0;
            }
            owed += (right ? 0 : blanks) + GAP;
        }
        out.write('\n');
    }
}

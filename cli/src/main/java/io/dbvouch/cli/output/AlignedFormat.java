package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * psql's default format, {@code format=aligned}, and {@code format=wrapped} (PostgreSQL, {@code print_aligned_text} in
 * {@code src/fe_utils/print.c}). Every unsafe character is shown escaped.
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
 *
 * @param pageWidth how many columns there are; 0 where that is not known, and nothing is wrapped then
 * @param wrapped whether values that are too wide go on in the next line
 * @param expandedIfWide {@code expanded=auto}: what is wider than the page goes down it
 */
public record AlignedFormat(TableOptions options, int pageWidth, boolean wrapped, boolean expandedIfWide)
        implements ResultFormat {
    /** As wide as it has to be. */
    public AlignedFormat(TableOptions options) {
        this(options, 0, false, false);
    }

    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        ColumnWidths widths = new ColumnWidths(columns, Math.min(2, options.border()));
        RowBuffer buffer = new RowBuffer();
        Cell measured = new Cell();
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < columns.size(); i++) {
                String text = options.text(rows, i);
                measured.set(text);
                widths.add(i, measured.width());
                buffer.add(text, measured.keepsBytes());
            }
        }
        buffer.rewind();
        if (wrapped) {
            widths.shrink(pageWidth, rowCount);
        }
        if (expandedIfWide && columns.size() > 1 && widths.exceed(pageWidth)) {
            return new ExpandedFormat(options, pageWidth, wrapped)
                    .write(new BufferedRows(columns, buffer, rowCount, rows.commandTag()), out);
        }
        write(columns, widths, buffer, rowCount, out);
        return rowCount;
    }

    private void write(List<Column> columns, ColumnWidths widths, RowBuffer buffer, long rowCount, TextSink out)
            throws IOException {
        Cell[] cells = new Cell[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
            cells[i].set(columns.get(i).name());
        }
        AlignedRow row = new AlignedRow(columns, cells, widths.shown(), options.border(), options.lines());
        writeTitle(widths.total(), out);
        if (options.showsHead()) {
            row.writeHeader(out);
        }
        if (cells.length > 0) {
            for (long i = 0; i < rowCount; i++) {
                for (Cell cell : cells) {
                    cell.set(buffer.next());
                }
                row.write(out);
            }
        }
        if (!options.part().last()) {
            return;
        }
        row.writeEnd(out);
        out.beside(true);
        for (String footer : options.shownFooters(rowCount)) {
            out.write(Escapes.escape(footer, "\n\t"));
            out.write('\n');
        }
        out.write('\n');
        out.beside(false);
    }

    private void writeTitle(int total, TextSink out) throws IOException {
        String title = options.shownTitle();
        if (title == null) {
            return;
        }
        Cell cell = new Cell();
        cell.set(title);
        out.beside(true);
        out.pad((total - cell.width()) / 2);
        out.write(Escapes.escape(title, "\n\t"));
        out.write('\n');
        out.beside(false);
    }

    /** Rows that have been read, once more. */
    private static final class BufferedRows implements RowSource<RuntimeException> {
        private final List<Column> columns;
        private final RowBuffer buffer;
        private final @Nullable String[] row;
        private final String commandTag;
        private long left;

        BufferedRows(List<Column> columns, RowBuffer buffer, long count, String commandTag) {
            this.columns = columns;
            this.buffer = buffer;
            this.row = new String[columns.size()];
            this.commandTag = commandTag;
            this.left = count;
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            for (int i = 0; i < row.length; i++) {
                row[i] = buffer.next();
            }
            return true;
        }

        @Override
        public @Nullable String value(int column) {
            return row[column];
        }

        @Override
        public String commandTag() {
            return commandTag;
        }
    }
}

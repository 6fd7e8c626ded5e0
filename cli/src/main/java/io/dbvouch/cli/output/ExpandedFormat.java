package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * psql's {@code \x} format: {@code format=aligned} or {@code wrapped}, {@code expanded=on} (PostgreSQL,
 * {@code print_aligned_vertical} in {@code src/fe_utils/print.c}). Every unsafe character is shown escaped.
 *
 * <pre>{@code
 * -[ RECORD 1 ]-
 * id   | 1
 * name | arianna
 *
 * }</pre>
 *
 * @param pageWidth how many columns there are; 0 where that is not known, and nothing is wrapped then
 * @param wrapped whether values that are too wide go on in the next line
 */
public record ExpandedFormat(TableOptions options, int pageWidth, boolean wrapped) implements ResultFormat {
    /** As wide as it has to be. */
    public ExpandedFormat(TableOptions options) {
        this(options, 0, false);
    }

    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        Cell[] names = new Cell[columns.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = new Cell();
            names[i].set(columns.get(i).name());
        }
        RowBuffer buffer = new RowBuffer();
        Cell value = new Cell();
        int valueWidth = 0;
        boolean multiline = false;
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < names.length; i++) {
                String text = options.text(rows, i);
                value.set(text);
                valueWidth = Math.max(valueWidth, value.width());
                multiline |= value.count() > 1;
                buffer.add(text, value.keepsBytes());
            }
        }
        buffer.rewind();
        if ((rowCount == 0 || names.length == 0) && options.part().equals(TablePart.WHOLE)) {
            writeEmpty(rowCount, out);
            return rowCount;
        }
        ExpandedLayout layout = ExpandedLayout.of(
                options, names, valueWidth, multiline, wrapped ? pageWidth : ExpandedLayout.NOT_WRAPPED, rowCount);
        write(layout, names, buffer, rowCount, out);
        return rowCount;
    }

    private void write(ExpandedLayout layout, Cell[] names, RowBuffer buffer, long rowCount, TextSink out)
            throws IOException {
        String title = options.shownTitle();
        if (title != null) {
            out.write(Escapes.escape(title, "\n\t"));
            out.write('\n');
        }
        ExpandedRecord record = new ExpandedRecord(layout, options.lines());
        Cell value = new Cell();
        long before = options.part().before();
        for (long number = 1; number <= (names.length == 0 ? 0 : rowCount); number++) {
            LineStyle.Rule rule =
                    number == 1 ? options.lines().top() : options.lines().middle();
            if (!options.tuplesOnly()) {
                record.writeRule(rule, before + number, layout.nameRuleWidth(), out);
            } else if (number > 1 || !options.part().first() || layout.border() == 2) {
                record.writeRule(rule, 0, layout.nameRuleWidth(), out);
            }
            for (Cell name : names) {
                value.set(buffer.next());
                record.writeValue(name, value, out);
            }
        }
        if (options.part().last()) {
            writeEnd(layout, record, out);
        }
    }

    private void writeEnd(ExpandedLayout layout, ExpandedRecord record, TextSink out) throws IOException {
        if (layout.border() == 2) {
            record.writeRule(options.lines().bottom(), 0, layout.nameWidth(), out);
        }
        List<String> footers = options.shownFootersDown();
        if (!footers.isEmpty() && layout.border() < 2) {
            out.write('\n');
        }
        writeFooters(footers, out);
        out.write('\n');
    }

    private void writeEmpty(long rowCount, TextSink out) throws IOException {
        writeFooters(options.shownFooters(rowCount), out);
        out.write('\n');
    }

    private static void writeFooters(List<String> footers, TextSink out) throws IOException {
        for (String footer : footers) {
            out.write(Escapes.escape(footer, "\n\t"));
            out.write('\n');
        }
    }
}

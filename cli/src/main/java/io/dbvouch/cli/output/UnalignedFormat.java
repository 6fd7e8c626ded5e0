package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * psql's {@code -A} (PostgreSQL, {@code print_unaligned_text} and {@code print_unaligned_vertical} in
 * {@code src/fe_utils/print.c}): fields and records with separators between them and no quoting. The last record ends in a newline
 * whatever the separator, but in a NUL if that is the separator.
 *
 * <p>Data is written as it is. For a terminal, write to a {@link TerminalSafe}.
 *
 * @param fieldSeparator {@code -F}, or {@link #NUL} for {@code -z}
 * @param recordSeparator {@code -R}, or {@link #NUL} for {@code -0}
 */
public record UnalignedFormat(TableOptions options, String fieldSeparator, String recordSeparator)
        implements ResultFormat {
    /** The separator that no value can hold. */
    public static final String NUL = "\0";

    /** With psql's own separators, a bar and a newline. */
    public UnalignedFormat(TableOptions options) {
        this(options, "|", "\n");
    }

    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        return options.expanded() ? writeDown(rows, out) : writeAcross(rows, out);
    }

    private <E extends Exception> long writeAcross(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        String title = options.shownTitle();
        if (title != null) {
            out.write(title);
            out.write(recordSeparator);
        }
        boolean started = !options.tuplesOnly() || !options.part().first();
        if (options.showsHead()) {
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.write(fieldSeparator);
                }
                out.write(columns.get(i).name());
            }
        }
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.write(fieldSeparator);
                } else if (started) {
                    out.write(recordSeparator);
                }
                out.write(options.text(rows, i));
                started = true;
            }
        }
        for (String footer : options.shownFooters(rowCount)) {
            if (started) {
                out.write(recordSeparator);
            }
            out.write(footer);
            started = true;
        }
        if (started && options.part().last()) {
            writeEnd(out);
        }
        return rowCount;
    }

    private <E extends Exception> long writeDown(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        String title = options.shownTitle();
        boolean started = title != null || !options.part().first();
        if (title != null) {
            out.write(title);
        }
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.write(recordSeparator);
                } else if (started) {
                    out.write(recordSeparator);
                    out.write(recordSeparator);
                }
                out.write(columns.get(i).name());
                out.write(fieldSeparator);
                out.write(options.text(rows, i));
                started = true;
            }
        }
        List<String> footers = options.shownFootersDown();
        if (!footers.isEmpty()) {
            out.write(recordSeparator);
            for (String footer : footers) {
                out.write(recordSeparator);
                out.write(footer);
            }
        }
        if (started && options.part().last()) {
            writeEnd(out);
        }
        return rowCount;
    }

    private void writeEnd(TextSink out) throws IOException {
        out.write(recordSeparator.equals(NUL) ? NUL : "\n");
    }
}

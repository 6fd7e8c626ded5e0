package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * psql's {@code --csv} (PostgreSQL, {@code print_csv_text} and {@code csv_print_field} in {@code src/fe_utils/print.c}): RFC 4180 but
 * for lines that end in a newline alone. A field is quoted if it holds the separator, a quote, a newline or a carriage
 * return, or is <code>\.</code>, which ends the data for {@code COPY}. NULL and the empty string look the same, as in psql.
 *
 * <p>Data is written as it is. For a terminal, write to a {@link TerminalSafe}.
 *
 * @param separator between fields: one ASCII character, neither a quote nor a newline nor a carriage return
 */
public record CsvFormat(TableOptions options, char separator) implements ResultFormat {
    public CsvFormat {
        if (separator == '"' || separator == '\n' || separator == '\r' || separator == 0 || separator > 0x7F) {
            throw new IllegalArgumentException(
                    "the CSV field separator must be one ASCII character, and no quote, newline or carriage return");
        }
    }

    /** Fields separated by commas. */
    public CsvFormat(TableOptions options) {
        this(options, ',');
    }

    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        return options.expanded() ? writeDown(rows, out) : writeAcross(rows, out);
    }

    private <E extends Exception> long writeAcross(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        int count = columns.size();
        if (options.showsHead()) {
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    out.write(separator);
                }
                writeField(columns.get(i).name(), out);
            }
            out.write('\n');
        }
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < count; i++) {
                writeValue(rows, i, out);
                out.write(i + 1 < count ? separator : '\n');
            }
        }
        return rowCount;
    }

    private <E extends Exception> long writeDown(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        long rowCount = 0;
        while (rows.next()) {
            rowCount++;
            for (int i = 0; i < columns.size(); i++) {
                writeField(columns.get(i).name(), out);
                out.write(separator);
                writeValue(rows, i, out);
                out.write('\n');
            }
        }
        return rowCount;
    }

    /** Most values need no quotes: those go from where they came in to where they go out, and are never text. */
    private <E extends Exception> void writeValue(RowSource<E> rows, int column, TextSink out) throws IOException, E {
        // Numbers with commas at the thousands are text that nobody has sent.
        byte[] bytes = options.numericLocale() ? null : rows.utf8();
        if (bytes != null && rows.length(column) >= 0) {
            int start = rows.start(column);
            int length = rows.length(column);
            if (!isQuoted(bytes, start, length)) {
                out.writeUtf8(bytes, start, length);
                return;
            }
        }
        writeField(options.text(rows, column), out);
    }

    /** As with text: in UTF-8 a byte below 0x80 is that character and never part of another. */
    private boolean isQuoted(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            byte c = bytes[i];
            if (c == separator || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return isQuotedAnyway(length == 2 && bytes[start] == '\\' && bytes[start + 1] == '.');
    }

    private void writeField(String field, TextSink out) throws IOException {
        if (!isQuoted(field)) {
            out.write(field);
            return;
        }
        out.write('"');
        int from = 0;
        for (int quote = field.indexOf('"'); quote >= 0; quote = field.indexOf('"', from)) {
            out.write(field, from, quote + 1);
            out.write('"');
            from = quote + 1;
        }
        out.write(field, from, field.length());
        out.write('"');
    }

    private boolean isQuoted(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == separator || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return isQuotedAnyway(field.equals("\\."));
    }

    private boolean isQuotedAnyway(boolean endOfData) {
        // With one of these as separator, two empty or short fields could make up the end-of-data mark.
        return separator == '\\' || separator == '.' || endOfData;
    }
}

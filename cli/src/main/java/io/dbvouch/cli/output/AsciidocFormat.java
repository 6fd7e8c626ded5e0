package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;

/**
 * psql's {@code format=asciidoc} (PostgreSQL, {@code print_asciidoc_text} and {@code print_asciidoc_vertical} in
 * {@code src/fe_utils/print.c}). Row by row. For a terminal, write to a {@link TerminalSafe}.
 */
public record AsciidocFormat(TableOptions options) implements ResultFormat {
    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        if (options.part().first()) {
            out.write('\n');
            String title = options.shownTitle();
            out.write(title == null ? "" : "." + title + "\n");
            writeHead(columns, out);
        }
        long count = 0;
        while (rows.next()) {
            count++;
            if (options.expanded()) {
                writeRecord(rows, columns, options.part().before() + count, out);
            } else {
                writeRow(rows, columns, out);
            }
        }
        // psql ends each part so, also where another one follows.
        out.write("|====\n");
        if (options.part().last()) {
            writeFooters(options.expanded() ? options.shownFootersDown() : options.shownFooters(count), out);
        }
        return count;
    }

    private void writeHead(List<Column> columns, TextSink out) throws IOException {
        if (options.expanded()) {
            out.write("[cols=\"h,l\"");
        } else {
            out.write(options.tuplesOnly() ? "[cols=\"" : "[options=\"header\",cols=\"");
            for (int i = 0; i < columns.size(); i++) {
                out.write(i == 0 ? "" : ",");
                out.write(columns.get(i).type().rightAligned() ? ">l" : "<l");
            }
            out.write('"');
        }
        switch (options.border()) {
            case 0 -> out.write(",frame=\"none\",grid=\"none\"");
            case 1 -> out.write(",frame=\"none\"");
            case 2 -> out.write(",frame=\"all\",grid=\"all\"");
            default -> {}
        }
        out.write("]\n|====\n");
        if (!options.expanded() && !options.tuplesOnly()) {
            for (int i = 0; i < columns.size(); i++) {
                out.write(i == 0 ? "^l|" : " ^l|");
                writeEscaped(columns.get(i).name(), out);
            }
            out.write('\n');
        }
    }

    private <E extends Exception> void writeRow(RowSource<E> rows, List<Column> columns, TextSink out)
            throws IOException, E {
        for (int i = 0; i < columns.size(); i++) {
            boolean last = i + 1 == columns.size();
            out.write(i == 0 ? "|" : " |");
            String value = options.text(rows, i);
            if (!HtmlFormat.isBlank(value)) {
                writeEscaped(value, out);
            } else if (!last) {
                out.write(' ');
            }
            if (last) {
                out.write('\n');
            }
        }
    }

    private <E extends Exception> void writeRecord(RowSource<E> rows, List<Column> columns, long number, TextSink out)
            throws IOException, E {
        for (int i = 0; i < columns.size(); i++) {
            if (i == 0) {
                out.write(options.tuplesOnly() ? "2+|\n" : "2+^|Record " + number + "\n");
            }
            out.write("<l|");
            writeEscaped(columns.get(i).name(), out);
            out.write(columns.get(i).type().rightAligned() ? " >l|" : " <l|");
            String value = options.text(rows, i);
            if (HtmlFormat.isBlank(value)) {
                out.write(' ');
            } else {
                writeEscaped(value, out);
            }
            out.write('\n');
        }
    }

    private static void writeFooters(List<String> footers, TextSink out) throws IOException {
        if (footers.isEmpty()) {
            return;
        }
        out.write("\n....\n");
        for (String footer : footers) {
            out.write(footer + "\n");
        }
        out.write("....\n");
    }

    private static void writeEscaped(String text, TextSink out) throws IOException {
        out.write(text.replace("|", "\\|"));
    }
}

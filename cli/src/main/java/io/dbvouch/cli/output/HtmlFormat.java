package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * psql's {@code format=html} (PostgreSQL, {@code print_html_text} and {@code print_html_vertical} in
 * {@code src/fe_utils/print.c}). Row by row. For a terminal, write to a {@link TerminalSafe}.
 *
 * @param attributes {@code \pset tableattr}: what stands in the table's tag, as it is; null for nothing
 */
public record HtmlFormat(TableOptions options, @Nullable String attributes) implements ResultFormat {
    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        List<Column> columns = rows.columns();
        if (options.part().first()) {
            out.write("<table border=\"" + options.border() + "\"" + (attributes == null ? "" : " " + attributes)
                    + ">\n");
        }
        String title = options.shownTitle();
        if (title != null) {
            out.write("  <caption>");
            writeEscaped(title, out);
            out.write("</caption>\n");
        }
        if (!options.expanded() && options.showsHead()) {
            writeNames(columns, out);
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
        if (options.part().last()) {
            out.write("</table>\n");
            writeFooters(options.expanded() ? options.shownFootersDown() : options.shownFooters(count), out);
            out.write('\n');
        }
        return count;
    }

    /** The tag of a statement that has no result, as psql writes it between tables. */
    public static String tag(String commandTag) {
        return "<p>" + commandTag.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>";
    }

    private static void writeNames(List<Column> columns, TextSink out) throws IOException {
        out.write("  <tr>\n");
        for (Column column : columns) {
            out.write("    <th align=\"center\">");
            writeEscaped(column.name(), out);
            out.write("</th>\n");
        }
        out.write("  </tr>\n");
    }

    private <E extends Exception> void writeRow(RowSource<E> rows, List<Column> columns, TextSink out)
            throws IOException, E {
        if (columns.isEmpty()) {
            return;
        }
        out.write("  <tr valign=\"top\">\n");
        for (int i = 0; i < columns.size(); i++) {
            writeValue(options.text(rows, i), columns.get(i), out);
            out.write('\n');
        }
        out.write("  </tr>\n");
    }

    private <E extends Exception> void writeRecord(RowSource<E> rows, List<Column> columns, long number, TextSink out)
            throws IOException, E {
        for (int i = 0; i < columns.size(); i++) {
            if (i == 0) {
                out.write(
                        options.tuplesOnly()
                                ? "\n  <tr><td colspan=\"2\">&nbsp;</td></tr>\n"
                                : "\n  <tr><td colspan=\"2\" align=\"center\">Record " + number + "</td></tr>\n");
            }
            out.write("  <tr valign=\"top\">\n    <th>");
            writeEscaped(columns.get(i).name(), out);
            out.write("</th>\n");
            writeValue(options.text(rows, i), columns.get(i), out);
            out.write("\n  </tr>\n");
        }
    }

    private static void writeValue(String value, Column column, TextSink out) throws IOException {
        out.write("    <td align=\"" + (column.type().rightAligned() ? "right" : "left") + "\">");
        if (isBlank(value)) {
            out.write("&nbsp; ");
        } else {
            writeEscaped(value, out);
        }
        out.write("</td>");
    }

    static boolean isBlank(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != ' ' && value.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void writeFooters(List<String> footers, TextSink out) throws IOException {
        if (footers.isEmpty()) {
            return;
        }
        out.write("<p>");
        for (String footer : footers) {
            writeEscaped(footer, out);
            out.write("<br />\n");
        }
        out.write("</p>");
    }

    private static void writeEscaped(String text, TextSink out) throws IOException {
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\n' -> out.write("<br />\n");
                // Blanks at the front are the indentation of a plan.
                case ' ' -> out.write(leading ? "&nbsp;" : " ");
                default -> out.write(c);
            }
            leading &= c == ' ';
        }
    }
}

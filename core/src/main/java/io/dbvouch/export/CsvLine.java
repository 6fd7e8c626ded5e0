package io.dbvouch.export;

import java.util.List;

/** A row of CSV: RFC 4180, section 2, and no formulas. */
public final class CsvLine {
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /** The cells in a row, with its CRLF. A cell that a table program would compute has an apostrophe in front. */
    public static String of(List<String> cells) {
        StringBuilder line = new StringBuilder(256);
        String separator = "";
        for (String cell : cells) {
            line.append(separator);
            append(line, cell);
            separator = ",";
        }
        return line.append("\r\n").toString();
    }

    private static void append(StringBuilder line, String cell) {
        String text = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (quoted) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }
}

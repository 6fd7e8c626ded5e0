package io.dbvouch.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What psql's {@code \pset} sets for every format, and what a command of psql adds to its own listing.
 *
 * @param tuplesOnly {@code -t}: no title, no column names, no footer
 * @param expanded {@code -x}: a line for each value instead of one for each row
 * @param title {@code \C}: a line above aligned and unaligned results
 * @param nullText what SQL's NULL is shown as
 * @param border {@code \pset border}, not negative
 * @param lines {@code \pset linestyle}
 * @param numericLocale {@code \pset numericlocale}: numbers with commas at the thousands
 * @param countFooter {@code \pset footer}: whether the number of rows stands below, where there are no other footers
 * @param footers lines below a listing; null where the number of rows may stand there
 * @param part which part of the result is written
 */
public record TableOptions(
        boolean tuplesOnly,
        boolean expanded,
        @Nullable String title,
        String nullText,
        int border,
        LineStyle lines,
        boolean numericLocale,
        boolean countFooter,
        @Nullable List<String> footers,
        TablePart part) {
    /** As psql starts. */
    public static final TableOptions DEFAULTS =
            new TableOptions(false, false, null, "", 1, LineStyle.ASCII, false, true, null, TablePart.WHOLE);

    public TableOptions withTuplesOnly(boolean on) {
        return new TableOptions(
                on, expanded, title, nullText, border, lines, numericLocale, countFooter, footers, part);
    }

    public TableOptions withExpanded(boolean on) {
        return new TableOptions(
                tuplesOnly, on, title, nullText, border, lines, numericLocale, countFooter, footers, part);
    }

    public TableOptions withTitle(@Nullable String text) {
        return new TableOptions(
                tuplesOnly, expanded, text, nullText, border, lines, numericLocale, countFooter, footers, part);
    }

    public TableOptions withNullText(String text) {
        return new TableOptions(
                tuplesOnly, expanded, title, text, border, lines, numericLocale, countFooter, footers, part);
    }

    /** With another border and other lines. */
    public TableOptions withLines(int width, LineStyle style) {
        return new TableOptions(
                tuplesOnly, expanded, title, nullText, width, style, numericLocale, countFooter, footers, part);
    }

    public TableOptions withNumericLocale(boolean on) {
        return new TableOptions(tuplesOnly, expanded, title, nullText, border, lines, on, countFooter, footers, part);
    }

    /** With the number of rows below, or without. */
    public TableOptions withCountFooter(boolean on) {
        return new TableOptions(tuplesOnly, expanded, title, nullText, border, lines, numericLocale, on, footers, part);
    }

    /** With these lines below, in place of the number of rows. */
    public TableOptions withFooters(@Nullable List<String> below) {
        return new TableOptions(
                tuplesOnly,
                expanded,
                title,
                nullText,
                border,
                lines,
                numericLocale,
                countFooter,
                below == null || below.isEmpty() ? null : List.copyOf(below),
                part);
    }

    /** For a part of the result. */
    public TableOptions withPart(TablePart which) {
        return new TableOptions(
                tuplesOnly, expanded, title, nullText, border, lines, numericLocale, countFooter, footers, which);
    }

    <E extends Exception> String text(RowSource<E> rows, int column) throws E {
        String value = rows.value(column);
        if (value == null) {
            return nullText;
        }
        return numericLocale && rows.columns().get(column).type().rightAligned() ? NumericLocale.format(value) : value;
    }

    /** The title that is to be shown, if any. */
    @Nullable
    String shownTitle() {
        return tuplesOnly || !part.first() ? null : title;
    }

    /** Whether the names of the columns stand above. */
    boolean showsHead() {
        return !tuplesOnly && part.first();
    }

    /** What stands below a result that goes across the page, whose last rows were so many. */
    List<String> shownFooters(long rows) {
        if (tuplesOnly || !part.last()) {
            return List.of();
        }
        if (footers != null) {
            return footers;
        }
        return countFooter ? List.of(footer(part.before() + rows)) : List.of();
    }

    /** What stands below one that goes down the page, where records are numbered: not how many there are. */
    List<String> shownFootersDown() {
        return tuplesOnly || !part.last() || footers == null ? List.of() : footers;
    }

    /** What stands below a result: how many rows there were. */
    static String footer(long rows) {
        return rows == 1 ? "(1 row)" : "(" + rows + " rows)";
    }
}

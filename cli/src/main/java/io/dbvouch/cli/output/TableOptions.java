package io.dbvouch.cli.output;

import org.jspecify.annotations.Nullable;

/**
 * What psql's {@code \pset} sets for every format.
 *
 * @param tuplesOnly {@code -t}: no title, no column names, no footer
 * @param expanded {@code -x}: a line for each value instead of one for each row
 * @param title {@code \C}: a line above aligned and unaligned results
 * @param nullText what SQL's NULL is shown as
 */
public record TableOptions(
        boolean tuplesOnly, boolean expanded, @Nullable String title, String nullText) {
    /** As psql starts. */
    public static final TableOptions DEFAULTS = new TableOptions(false, false, null, "");

    public TableOptions withTuplesOnly(boolean on) {
        return new TableOptions(on, expanded, title, nullText);
    }

    public TableOptions withExpanded(boolean on) {
        return new TableOptions(tuplesOnly, on, title, nullText);
    }

    public TableOptions withTitle(@Nullable String text) {
        return new TableOptions(tuplesOnly, expanded, text, nullText);
    }

    public TableOptions withNullText(String text) {
        return new TableOptions(tuplesOnly, expanded, title, text);
    }

    <E extends Exception> String text(RowSource<E> rows, int column) throws E {
        String value = rows.value(column);
        return value == null ? nullText : value;
    }

    /** The title that is to be shown, if any. */
    @Nullable
    String shownTitle() {
        return tuplesOnly ? null : title;
    }

    /** What stands below a result: how many rows there were. */
    static String footer(long rows) {
        return rows == 1 ? "(1 row)" : "(" + rows + " rows)";
    }
}

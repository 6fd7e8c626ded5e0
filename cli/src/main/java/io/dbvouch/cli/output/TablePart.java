package io.dbvouch.cli.output;

/**
 * Which part of a result is written, where that is done in several (PostgreSQL, {@code start_table}, {@code stop_table} and
 * {@code prior_records} in {@code src/include/fe_utils/print.h}).
 *
 * @param first what stands above the rows is written
 * @param last what stands below them is
 * @param before how many rows there were in the parts before it
 */
public record TablePart(boolean first, boolean last, long before) {
    /** All of it at once. */
    public static final TablePart WHOLE = new TablePart(true, true, 0);

    /** The first one of several. */
    public static final TablePart FIRST = new TablePart(true, false, 0);

    /** The one behind this one, which had so many rows. */
    public TablePart next(long rows) {
        return new TablePart(false, false, before + rows);
    }

    /** The same, with what stands below. */
    public TablePart asLast() {
        return new TablePart(first, true, before);
    }
}

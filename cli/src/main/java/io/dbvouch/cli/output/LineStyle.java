package io.dbvouch.cli.output;

/**
 * What the lines of aligned tables are drawn with: psql's {@code linestyle} (PostgreSQL, {@code pg_asciiformat},
 * {@code pg_asciiformat_old} and {@code refresh_utf8format} in {@code src/fe_utils/print.c}).
 *
 * @param name as {@code \pset linestyle} knows it
 * @param top above the column names, with border 2
 * @param middle below the column names, and between records
 * @param bottom below the last row, with border 2
 * @param data beside values; its horizontal line is not used
 * @param newlineBar before a value that goes on after a newline of its own
 * @param wrapBar before one that goes on as it is too wide
 * @param blankBar before one that has ended
 * @param marksRight whether the marks of column names that go on stand to their right
 */
public record LineStyle(
        String name,
        Rule top,
        Rule middle,
        Rule bottom,
        Rule data,
        String newlineBar,
        String wrapBar,
        String blankBar,
        Marks header,
        Marks newline,
        Marks wrap,
        boolean marksRight) {
    private static final Rule ASCII_RULE = new Rule("-", "+", "+", "+");
    private static final Rule ASCII_DATA = new Rule("", "|", "|", "|");

    /** psql's default. */
    public static final LineStyle ASCII = new LineStyle(
            "ascii",
            ASCII_RULE,
            ASCII_RULE,
            ASCII_RULE,
            ASCII_DATA,
            "|",
            "|",
            "|",
            new Marks(" ", "+"),
            new Marks(" ", "+"),
            new Marks(".", "."),
            true);

    /** As psql drew before version 9.0. */
    public static final LineStyle OLD_ASCII = new LineStyle(
            "old-ascii",
            ASCII_RULE,
            ASCII_RULE,
            ASCII_RULE,
            ASCII_DATA,
            ":",
            ";",
            " ",
            new Marks("+", " "),
            new Marks(" ", " "),
            new Marks(" ", " "),
            false);

    /** One kind of line: what it is made of, its left end, what crosses it, its right end. */
    record Rule(String line, String left, String middle, String right) {}

    /** What stands left and right of a value that goes on. */
    record Marks(String left, String right) {}

    /**
     * Box-drawing characters, single or double each.
     *
     * @param border around the table
     * @param column between columns
     * @param header below the column names
     */
    public static LineStyle unicode(boolean border, boolean column, boolean header) {
        String across = border ? "═" : "─";
        String down = border ? "║" : "│";
        String bar = column ? "║" : "│";
        return new LineStyle(
                "unicode",
                new Rule(across, border ? "╔" : "┌", pick("┬╤╥╦", column, border), border ? "╗" : "┐"),
                new Rule(
                        header ? "═" : "─",
                        pick("├╟╞╠", header, border),
                        pick("┼╪╫╬", column, header),
                        pick("┤╢╡╣", header, border)),
                new Rule(across, border ? "╚" : "└", pick("┴╧╨╩", column, border), border ? "╝" : "┘"),
                new Rule("", down, bar, down),
                bar,
                bar,
                bar,
                new Marks(" ", "↵"),
                new Marks(" ", "↵"),
                new Marks("…", "…"),
                true);
    }

    private static String pick(String four, boolean first, boolean second) {
        int index = (first ? 2 : 0) + (second ? 1 : 0);
        return four.substring(index, index + 1);
    }
}

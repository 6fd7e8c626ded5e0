package io.dbvouch.cli.output;

/**
 * One column of a result.
 *
 * @param name as the server sent it: any text, also empty, repeated or of several lines
 */
public record Column(String name, ColumnType type) {
    /** A column of text. */
    public static Column text(String name) {
        return new Column(name, ColumnType.TEXT);
    }

    /** A column of numbers. */
    public static Column number(String name) {
        return new Column(name, ColumnType.NUMBER);
    }
}

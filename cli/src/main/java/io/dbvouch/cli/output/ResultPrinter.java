package io.dbvouch.cli.output;

import java.io.IOException;

/**
 * Prints what one statement after the other gives, as psql does: a result in its format, then the command tag of a statement
 * that changed data; of a statement without a result the command tag alone. JSON lines stay JSON: no tags among them.
 */
public final class ResultPrinter {
    private final ResultFormat format;
    private final TextSink out;
    private final boolean tags;

    /**
     * A printer of one format.
     *
     * @param quiet {@code -q}: no command tags
     */
    public ResultPrinter(ResultFormat format, TextSink out, boolean quiet) {
        this.format = format;
        this.out = out;
        this.tags = !quiet && !(format instanceof JsonLinesFormat);
    }

    /** Prints a result and flushes it. */
    public <E extends Exception> void print(RowSource<E> rows) throws IOException, E {
        format.write(rows, out);
        String tag = rows.commandTag();
        // PrintQueryResult in src/bin/psql/common.c: the rows of a RETURNING clause do not say what was done.
        if (tag.startsWith("INSERT")
                || tag.startsWith("UPDATE")
                || tag.startsWith("DELETE")
                || tag.startsWith("MERGE")) {
            writeTag(tag);
        }
        out.flush();
    }

    /** Prints the command tag of a statement without a result, such as {@code CREATE TABLE}, and flushes it. */
    public void printTag(String tag) throws IOException {
        writeTag(tag);
        out.flush();
    }

    private void writeTag(String tag) throws IOException {
        if (tags && !tag.isEmpty()) {
            out.write(tag);
            out.write('\n');
        }
    }
}

package io.dbvouch.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's result, read once from front to back.
 *
 * @param <E> what reading a row may fail with; {@link RuntimeException} where nothing can fail
 */
public interface RowSource<E extends Exception> {
    /** The columns, left to right; there may be none. */
    List<Column> columns();

    /** Goes to the next row, at first to the first one; false when there is none. */
    boolean next() throws E;

    /**
     * A value of the current row in the server's text form, null for SQL's NULL.
     *
     * @param column from 0
     */
    @Nullable
    String value(int column) throws E;

    /** Where the values of the current row lie as they are to be written; null where the source has them as text only. */
    default byte @Nullable [] utf8() throws E {
        return null;
    }

    /** Where in it a value begins. */
    default int start(int column) throws E {
        throw new UnsupportedOperationException("there is text only");
    }

    /** Its length in bytes; -1 for SQL's NULL. */
    default int length(int column) throws E {
        throw new UnsupportedOperationException("there is text only");
    }

    /**
     * What the server said on completion, such as {@code SELECT 3} or {@code INSERT 0 1}; empty where it is not known.
     * Asked for after {@link #next} was false.
     */
    String commandTag() throws E;
}

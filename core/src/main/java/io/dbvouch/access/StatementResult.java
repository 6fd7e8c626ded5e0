package io.dbvouch.access;

import io.dbvouch.wire.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement brings: rows, if it has any, in the server's text form. They are read as they come; where the statement
 * fails in the middle of them, {@link #next} throws what is to be let through.
 */
public interface StatementResult {
    /**
     * A column.
     *
     * @param typeOid the type's OID in {@code pg_type}
     * @param typeModifier what the type has in parentheses, as {@code pg_attribute.atttypmod}; -1 for nothing
     */
    record Column(String name, int typeOid, int typeModifier) {}

    /** The columns; null where the statement has no result. */
    @Nullable
    List<Column> columns();

    /** Goes to the next row, at first to the first one; false when there is none. */
    boolean next();

    /** A value of the current row; null for SQL's NULL. */
    @Nullable
    String value(int column);

    /** The current row where it came in, for who can do with bytes; null where there is none. Valid until {@link #next}. */
    default @Nullable Row row() {
        return null;
    }

    /** The server's command tag, known after the last row: {@code SELECT 3}, {@code CREATE TABLE}. */
    String commandTag();
}

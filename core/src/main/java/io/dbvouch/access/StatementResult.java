package io.dbvouch.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one statement brought: rows, if it has any, in the server's text form. */
public interface StatementResult {
    /**
     * A column.
     *
     * @param typeOid the type's OID in {@code pg_type}
     */
    record Column(String name, int typeOid) {}

    /** The columns; null where the statement has no result. */
    @Nullable
    List<Column> columns();

    /** Goes to the next row, at first to the first one; false when there is none. */
    boolean next();

    /** A value of the current row; null for SQL's NULL. */
    @Nullable
    String value(int column);

    /** The server's command tag: {@code SELECT 3}, {@code CREATE TABLE}. */
    String commandTag();
}

package io.dbvouch.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result that is held in memory, for what the program itself lists. */
public final class ResultTable {
    private final List<Column> columns;
    private final List<@Nullable String[]> rows = new ArrayList<>();

    public ResultTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    public ResultTable(Column... columns) {
        this(List.of(columns));
    }

    /**
     * Adds a row.
     *
     * @param values one for each column, null for SQL's NULL
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public ResultTable row(@Nullable String... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        rows.add(values.clone());
        return this;
    }

    public List<Column> columns() {
        return columns;
    }

    public int size() {
        return rows.size();
    }

    /** Reads the table from its first row. */
    public RowSource<RuntimeException> source() {
        return new Source();
    }

    private final class Source implements RowSource<RuntimeException> {
        private int current = -1;

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            if (current < rows.size()) {
                current++;
            }
            return current < rows.size();
        }

        @Override
        public @Nullable String value(int column) {
            return rows.get(current)[column];
        }

        @Override
        public String commandTag() {
            return "SELECT " + rows.size();
        }
    }
}

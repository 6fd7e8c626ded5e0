package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result's rows by name of the column. */
final class Table {
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable String[]> rows = new ArrayList<>();

    Table(ResultTable result) {
        result.columns().forEach(column -> names.add(column.name()));
        RowSource<RuntimeException> source = result.source();
        while (source.next()) {
            @Nullable String[] row = new @Nullable String[names.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = source.value(i);
            }
            rows.add(row);
        }
    }

    int size() {
        return rows.size();
    }

    /** A value; empty for NULL, and for a column that there is not. */
    String get(int row, String name) {
        String value = orNull(row, name);
        return value == null ? "" : value;
    }

    @Nullable
    String orNull(int row, String name) {
        int column = names.indexOf(name);
        return column < 0 ? null : rows.get(row)[column];
    }

    boolean is(int row, String name) {
        return get(row, name).equals("t");
    }
}

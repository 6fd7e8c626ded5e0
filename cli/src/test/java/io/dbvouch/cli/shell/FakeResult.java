package io.dbvouch.cli.shell;

import io.dbvouch.access.StatementResult;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A result whose rows are known beforehand. */
final class FakeResult implements StatementResult {
    private final @Nullable List<Column> columns;
    private final Iterator<List<String>> rows;
    private final String commandTag;
    private List<String> row = List.of();

    private FakeResult(@Nullable List<Column> columns, List<List<String>> rows, String commandTag) {
        this.columns = columns;
        this.rows = rows.iterator();
        this.commandTag = commandTag;
    }

    static FakeResult rows(int columns, List<List<String>> rows) {
        List<Column> all = IntStream.range(0, columns)
                .mapToObj(i -> new Column("column" + i, 25, -1))
                .toList();
        return new FakeResult(all, rows, "SELECT " + rows.size());
    }

    static FakeResult done(String commandTag) {
        return new FakeResult(null, List.of(), commandTag);
    }

    @Override
    public @Nullable List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (!rows.hasNext()) {
            return false;
        }
        row = rows.next();
        return true;
    }

    @Override
    public String value(int column) {
        return row.get(column);
    }

    @Override
    public String commandTag() {
        return commandTag;
    }
}

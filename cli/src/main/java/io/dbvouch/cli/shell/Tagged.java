package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.RowSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that were kept, with the command tag that came with them. */
record Tagged(RowSource<RuntimeException> rows, String commandTag) implements RowSource<RuntimeException> {
    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() {
        return rows.next();
    }

    @Override
    public @Nullable String value(int column) {
        return rows.value(column);
    }
}

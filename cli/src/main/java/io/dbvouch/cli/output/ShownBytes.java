package io.dbvouch.cli.output;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a result that is not in UTF-8 for a terminal, which is: what is UTF-8 all the same is shown as that, and other bytes
 * as <code>\xE9</code>, so that columns are as wide as what is seen.
 */
public record ShownBytes(ResultFormat format) implements ResultFormat {
    @Override
    public <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E {
        return format.write(new Shown<>(rows), out);
    }

    private record Shown<E extends Exception>(RowSource<E> rows, List<Column> columns) implements RowSource<E> {
        Shown(RowSource<E> rows) {
            this(
                    rows,
                    rows.columns().stream()
                            .map(column -> new Column(Escapes.escapeBytes(column.name()), column.type()))
                            .toList());
        }

        @Override
        public boolean next() throws E {
            return rows.next();
        }

        @Override
        public @Nullable String value(int column) throws E {
            String value = rows.value(column);
            return value == null ? null : Escapes.escapeBytes(value);
        }

        @Override
        public String commandTag() throws E {
            return rows.commandTag();
        }
    }
}

package io.dbvouch.cli.shell;

import io.dbvouch.access.StatementResult;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.wire.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A statement's rows, for a format. */
final class Rows implements RowSource<RuntimeException> {
    private final StatementResult result;
    private final @Nullable LiveLine live;
    private final Timing timing;
    private final List<Column> columns = new ArrayList<>();

    /** The rows; the line counts them, if there is one, and the time is taken when they are all here. */
    Rows(StatementResult result, @Nullable LiveLine live, Timing timing) {
        this.result = result;
        this.live = live;
        this.timing = timing;
        List<StatementResult.Column> given = result.columns();
        if (given != null) {
            for (StatementResult.Column column : given) {
                columns.add(new Column(column.name(), ColumnType.ofOid(column.typeOid())));
            }
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        boolean more = result.next();
        if (!more) {
            timing.pause();
        } else if (live != null) {
            live.row();
        }
        return more;
    }

    @Override
    public @Nullable String value(int column) {
        return result.value(column);
    }

    @Override
    public byte @Nullable [] utf8() {
        Row row = result.row();
        return row == null ? null : row.bytes();
    }

    @Override
    public int start(int column) {
        return row().start(column);
    }

    @Override
    public int length(int column) {
        return row().length(column);
    }

    private Row row() {
        return Objects.requireNonNull(result.row());
    }

    @Override
    public String commandTag() {
        return result.commandTag();
    }
}

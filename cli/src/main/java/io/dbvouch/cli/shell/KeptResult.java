package io.dbvouch.cli.shell;

import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementResult;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what a statement of the shell's own brings, and prints only what goes wrong. */
final class KeptResult extends NoCopy {
    private final Consumer<ServerWords> notices;
    private final Consumer<ServerWords> errors;
    private ResultTable table = new ResultTable();
    private boolean failed;

    private KeptResult(Consumer<ServerWords> notices, Consumer<ServerWords> errors) {
        this.notices = notices;
        this.errors = errors;
    }

    /** What goes wrong is told as it is of a statement that somebody has written. */
    static KeptResult of(String sql, ServerTalk talk) {
        return of(sql, talk, error -> talk.error(error, sql));
    }

    /** What goes wrong is told in another way. */
    static KeptResult of(String sql, ServerTalk talk, Consumer<ServerWords> errors) {
        return new KeptResult(notice -> talk.notice(notice, sql), errors);
    }

    boolean failed() {
        return failed;
    }

    /** The rows of the last result; none where there is none. */
    ResultTable table() {
        return table;
    }

    @Override
    public void result(StatementResult result) {
        table = table(result);
    }

    @Override
    public void notice(ServerWords notice) {
        notices.accept(notice);
    }

    @Override
    public void error(ServerWords error) {
        failed = true;
        errors.accept(error);
    }

    /** A result's rows, kept. */
    static ResultTable table(StatementResult result) {
        List<StatementResult.Column> columns = result.columns();
        if (columns == null) {
            return new ResultTable();
        }
        List<Column> kept = new ArrayList<>();
        for (StatementResult.Column column : columns) {
            kept.add(new Column(column.name(), ColumnType.ofOid(column.typeOid())));
        }
        ResultTable table = new ResultTable(kept);
        while (result.next()) {
            @Nullable String[] row = new @Nullable String[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = result.value(i);
            }
            table.row(row);
        }
        return table;
    }
}

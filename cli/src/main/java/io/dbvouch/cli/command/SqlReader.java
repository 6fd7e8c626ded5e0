package io.dbvouch.cli.command;

import io.dbvouch.access.AccessSession;
import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementFailed;
import io.dbvouch.access.StatementResult;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ErrorFormat;
import io.dbvouch.cli.output.ResultPrinter;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.ServerMessage;
import io.dbvouch.cli.output.ServerMessage.Field;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.wire.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints what one piece of SQL brings, results on standard output and the server's talk on standard error. */
final class SqlReader implements AccessSession.Reader {
    private final Invocation invocation;
    private final ResultPrinter printer;
    private final String sql;

    SqlReader(Invocation invocation, ResultPrinter printer, String sql) {
        this.invocation = invocation;
        this.printer = printer;
        this.sql = sql;
    }

    @Override
    public void result(StatementResult result) throws IOException {
        List<StatementResult.Column> columns = result.columns();
        if (columns == null) {
            // The driver's own word for text without a statement, of which psql says nothing.
            if (!result.commandTag().equals("EMPTY")) {
                printer.printTag(result.commandTag());
            }
        } else {
            printer.print(new Rows(result, columns));
        }
    }

    @Override
    public void notice(ServerWords notice) {
        invocation.err().print(TerminalText.lines(ErrorFormat.DEFAULT.notice(message(notice), sql)));
    }

    void failed(StatementFailed failure) {
        invocation.err().print(TerminalText.lines(ErrorFormat.DEFAULT.error(message(failure.said()), sql)));
    }

    private static ServerMessage message(ServerWords said) {
        ServerMessage message = new ServerMessage(said.severity(), said.sqlState(), said.message());
        for (Field field : Field.values()) {
            message = message.with(field, said.fields().get(field.code()));
        }
        return message;
    }

    private static final class Rows implements RowSource<RuntimeException> {
        private final StatementResult result;
        private final List<Column> columns;

        Rows(StatementResult result, List<StatementResult.Column> columns) {
            this.result = result;
            this.columns = new ArrayList<>(columns.size());
            for (StatementResult.Column column : columns) {
                this.columns.add(new Column(column.name(), ColumnType.ofOid(column.typeOid())));
            }
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            return result.next();
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
}

package io.dbvouch.cli.shell;

import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementResult;
import io.dbvouch.cli.output.HtmlFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.shell.NextStatement.Use;
import io.dbvouch.cli.shell.PrintSettings.Form;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what somebody's statements bring, or puts it where {@code \g} and its like want it. */
final class StatementEvents implements SqlSession.Events, AutoCloseable {
    private static final Set<String> END_SAVEPOINTS = Set.of("COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK");
    private static final String SELECT = "SELECT ";

    /** PostgreSQL, {@code query_canceled} in {@code src/backend/utils/errcodes.txt}. */
    private static final String CANCELED = "57014";

    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE");

    private final Shell shell;
    private final String sql;
    private final Use use;
    /** How many are printed at a time; 0 for all. */
    private final int rowsAtATime;

    private final Timing timing;
    private final ResultVariables variables;
    private @Nullable CopyFile copy;
    private boolean watched;
    private boolean succeeded = true;
    private boolean savepointGone;
    private String lastTag = "";
    /** A result that may be the last one, where it matters. */
    private @Nullable ResultTable held;

    private String heldTag = "";
    private @Nullable QueryOutput file;
    private boolean copyHidesTag;

    /**
     * For one message to the server.
     *
     * @param rowsAtATime how many rows are printed at a time; 0 for all
     * @param timing paused when the last result has come
     */
    StatementEvents(Shell shell, String sql, NextStatement how, int rowsAtATime, Timing timing) {
        this.shell = shell;
        this.sql = sql;
        this.use = how.use();
        this.rowsAtATime = rowsAtATime;
        this.timing = timing;
        this.variables = new ResultVariables(shell.variables);
    }

    /** For data that is read or written on this side, and neither stands in the script nor goes where results go. */
    StatementEvents copying(CopyFile data) {
        copy = data;
        return this;
    }

    /** For what is watched, which leaves no trace in variables. */
    StatementEvents watched() {
        watched = true;
        return this;
    }

    boolean succeeded() {
        return succeeded;
    }

    /** How many rows the last result had; 0 where it was none. */
    long rows() {
        return lastTag.startsWith(SELECT) ? Long.parseLong(lastTag.substring(SELECT.length())) : 0;
    }

    boolean savepointGone() {
        return savepointGone;
    }

    @Override
    public boolean wantsFirstRows() {
        return rowsAtATime > 0;
    }

    @Override
    public void result(StatementResult result) throws IOException {
        timing.goOn();
        showHeld();
        boolean waits = use.waitsForLast() || (!shell.settings.showAllResults && rowsAtATime == 0);
        if (result.columns() == null) {
            String tag = result.commandTag();
            // As psql, whose variables know nothing of a tag that is not shown.
            lastTag = copyHidesTag ? "" : tag;
            if (waits && !use.waitsForLast()) {
                held = new ResultTable();
                heldTag = tag;
            } else {
                showTag(tag);
            }
        } else if (waits) {
            held = KeptResult.table(result);
            heldTag = result.commandTag();
            lastTag = heldTag;
        } else {
            showRows(new Rows(result, shell.screen == null ? null : shell.screen.live(), timing));
            lastTag = result.commandTag();
        }
        savepointGone |= END_SAVEPOINTS.contains(lastTag);
        shell.names.after(lastTag);
    }

    /** A result that was not the last one. */
    private void showHeld() throws IOException {
        ResultTable table = held;
        held = null;
        if (table != null && shell.settings.showAllResults) {
            showRows(tagged(table));
        }
    }

    private RowSource<RuntimeException> tagged(ResultTable table) {
        return new Tagged(table.source(), heldTag);
    }

    /** Nothing more comes. */
    void finish() throws IOException {
        timing.pause();
        ResultTable table = held;
        held = null;
        if (table != null) {
            lastResult(table);
        }
        if (succeeded && !watched) {
            variables.succeeded(lastTag);
        }
    }

    private void lastResult(ResultTable table) throws IOException {
        succeeded &= switch (use) {
            case Use.Stored stored -> new RowToVariables(shell).store(table, stored.prefix());
            case Use.Executed _ -> executeAll(table);
            case Use.Crossed crossed -> crosstab(table, crossed.columns());
            case Use.Shown _, Use.Described _ -> true;
        };
        if (use.waitsForLast()) {
            showChange(heldTag);
        } else if (table.columns().isEmpty() && !heldTag.startsWith("SELECT")) {
            showTag(heldTag);
        } else {
            showRows(tagged(table));
        }
    }

    private boolean crosstab(ResultTable table, List<String> arguments) throws IOException {
        PrintSettings plain = shell.print.copy();
        // Cells are shown as they are.
        plain.numericLocale = false;
        ResultTable crossed = new Crosstab(shell.talk, plain.nullText).of(table, arguments);
        QueryOutput to = crossed == null ? null : output();
        if (crossed == null || to == null) {
            return false;
        }
        return new ResultPrinter(shell).print(to, crossed.source(), plain, plain.options())
                && took(to, "could not print result table");
    }

    /** Whether everything has been written; if not, why has been said. */
    private boolean took(QueryOutput to, String what) {
        String failure = to.failure();
        if (failure != null) {
            shell.talk.error(what + ": " + failure);
        }
        return failure == null;
    }

    /** {@code \gexec}: each value is a statement. */
    private boolean executeAll(ResultTable table) throws IOException {
        boolean all = true;
        RowSource<RuntimeException> rows = table.source();
        while (rows.next()) {
            for (int i = 0; i < table.columns().size(); i++) {
                String statement = rows.value(i);
                if (statement == null || shell.stopped() || shell.connection.dropsRest()) {
                    continue;
                }
                if (shell.settings.echo == Settings.Echo.ALL) {
                    shell.println(statement);
                }
                if (!shell.runner.send(statement)) {
                    all = false;
                    if (shell.settings.onErrorStop) {
                        return false;
                    }
                }
            }
        }
        return all;
    }

    private <E extends Exception> void showRows(RowSource<E> rows) throws IOException, E {
        QueryOutput to = output();
        if (to == null) {
            return;
        }
        ResultPrinter printer = new ResultPrinter(shell);
        boolean printed =
                rowsAtATime > 0 ? printer.printInParts(to, rows, rowsAtATime, timing) : printer.print(to, rows);
        if (printed && took(to, "could not print result table")) {
            showChange(rows.commandTag());
        } else {
            succeeded = false;
        }
    }

    /** The rows of a RETURNING clause do not say what was done. */
    private void showChange(String tag) throws IOException {
        int end = tag.indexOf(' ');
        if (CHANGES.contains(end < 0 ? tag : tag.substring(0, end))) {
            showTag(tag);
        }
    }

    private void showTag(String tag) throws IOException {
        if (tag.equals("EMPTY")) {
            // The driver's own word for text without a statement, of which psql says nothing.
            return;
        }
        if (!shell.settings.quiet && !copyHidesTag && shell.print.form != Form.JSON) {
            TextSink to = shell.queryOutput().text();
            to.write(shell.print.form == Form.HTML ? HtmlFormat.tag(tag) : tag);
            to.write('\n');
            to.flush();
        }
        if (shell.log != null && !copyHidesTag) {
            shell.log.tag(tag);
        }
        copyHidesTag = false;
        String[] words = tag.split(" ", 3);
        shell.variables.set("LASTOID", words.length == 3 && words[0].equals("INSERT") ? words[1] : "0");
    }

    /** Where results go; null where that cannot be opened, which has been said. */
    private @Nullable QueryOutput output() {
        String name = use instanceof Use.Shown shown ? shown.file() : null;
        if (name == null) {
            return shell.queryOutput();
        }
        if (file == null) {
            file = new Files(shell).create(shell.expanded(name));
            succeeded &= file != null;
        }
        return file;
    }

    @Override
    public void notice(ServerWords notice) {
        shell.serverTalk.notice(notice, sql);
    }

    @Override
    public void error(ServerWords error) throws IOException {
        timing.goOn();
        timing.pause();
        showHeld();
        succeeded = false;
        if (shell.connection.broker().ending() && !shell.isTyped()) {
            // Whoever has told the program to end knows.
            return;
        }
        if (shell.stopped() && CANCELED.equals(error.sqlState())) {
            shell.talk.plain("Cancel request sent\n");
            shell.interruption.isTold();
        }
        shell.serverTalk.error(error, sql);
        if (!watched) {
            variables.failed(error);
        }
    }

    @Override
    public void copyOut(Source data) throws IOException {
        QueryOutput to = copy != null && copy.output() != null ? copy.output() : output();
        // The tag, which comes with the end of the data, would be taken for a row.
        copyHidesTag = to == shell.queryOutput();
        for (byte[] piece = data.next(); piece != null; piece = data.next()) {
            if (to != null) {
                to.bytes(piece);
            }
        }
        if (to != null) {
            to.text().flush();
            succeeded &= took(to, "could not write COPY data");
        }
    }

    @Override
    public void copyIn(Sink data) throws IOException {
        ScriptInput from = copy != null && copy.input() != null ? copy.input() : shell.source();
        new CopyData(shell, from == null ? shell.standardInput : from).send(data);
    }

    @Override
    public void close() throws IOException {
        if (file != null && !file.isStandard()) {
            file.close();
        }
    }
}

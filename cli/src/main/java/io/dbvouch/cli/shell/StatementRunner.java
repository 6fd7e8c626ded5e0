package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.access.Notification;
import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementResult;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.Settings.Echo;
import io.dbvouch.cli.shell.Settings.EchoHidden;
import io.dbvouch.cli.shell.scan.Quoting;
import io.dbvouch.cli.shell.session.ExtendedQuery;
import io.dbvouch.cli.shell.terminal.LiveLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements, and what psql sends around them (PostgreSQL, {@code SendQuery} in {@code src/bin/psql/common.c}): a
 * {@code BEGIN} with autocommit off, a savepoint with {@code ON_ERROR_ROLLBACK}.
 */
final class StatementRunner {
    private static final String SAVEPOINT = "pg_psql_temporary_savepoint";

    private final Shell shell;

    StatementRunner(Shell shell) {
        this.shell = shell;
    }

    /**
     * Sends what somebody has written.
     *
     * @return whether it went well; if not, why has been said
     */
    boolean send(String sql) throws IOException {
        try {
            return sendAndShow(sql);
        } catch (AccessException.Unreachable e) {
            shell.lost(e, !shell.settings.autocommit || StatementStart.begins(sql));
            return false;
        } finally {
            shell.next.reset(shell.print);
        }
    }

    private boolean sendAndShow(String sql) throws IOException {
        Settings settings = shell.settings;
        if (settings.singleStep) {
            if (!confirmed(sql)) {
                return false;
            }
        } else if (settings.echo == Echo.QUERIES) {
            shell.println(sql);
        }
        if (shell.log != null) {
            shell.log.query(sql);
        }
        boolean timing = settings.timing;
        if (shell.session().transactionStatus() == TransactionStatus.IDLE
                && !settings.autocommit
                && !StatementStart.needsNoBegin(sql)
                && !quietly("BEGIN")) {
            return false;
        }
        boolean savepoint = shell.session().transactionStatus() == TransactionStatus.IN_TRANSACTION
                && switch (settings.onErrorRollback) {
                    case ON -> true;
                    case INTERACTIVE -> shell.isTyped();
                    case OFF -> false;
                };
        if (savepoint && !quietly("SAVEPOINT " + SAVEPOINT)) {
            return false;
        }
        long began = System.nanoTime();
        boolean done;
        boolean savepointGone = false;
        if (shell.next.describe) {
            done = describe(sql);
        } else {
            StatementEvents events = new StatementEvents(shell, sql);
            done = run(sql, events, taken());
            savepointGone = events.savepointGone();
        }
        long elapsed = System.nanoTime() - began;
        if (!done && settings.echo == Echo.ERRORS) {
            shell.talk.info("STATEMENT:  " + sql);
        }
        if (savepoint && !afterSavepoint(savepointGone)) {
            return false;
        }
        if (timing) {
            shell.println(Timing.sentence(elapsed));
        }
        printNotifications();
        return done;
    }

    /** Asks whether to go on; where nobody is there to say no, that is a yes. */
    private boolean confirmed(String sql) throws IOException {
        shell.println("***(Single step mode: verify command)*******************************************\n" + sql
                + "\n***(press return to proceed or enter x and return to cancel)********************");
        shell.standardInput.ask("");
        String answer = shell.standardInput.line();
        boolean yes = answer == null ? !shell.standardInput.isTyped() : !answer.startsWith("x");
        return yes && !shell.stopped();
    }

    /** What is to become of the query; of what it brings, it is to become nothing. */
    private @Nullable Function<String, ExtendedQuery> taken() {
        Function<String, ExtendedQuery> extended = shell.next.extended;
        shell.next.extended = null;
        return extended;
    }

    /**
     * Sends a query once more, for somebody who watches what it brings.
     *
     * @return how many rows it had; null where it failed, or the connection is lost, which has been said
     */
    @Nullable
    Long watch(String sql, @Nullable Function<String, ExtendedQuery> extended) throws IOException {
        long began = System.nanoTime();
        StatementEvents events = new StatementEvents(shell, sql).watched();
        boolean done;
        try {
            done = run(sql, events, extended);
        } catch (AccessException.Unreachable e) {
            shell.lost(e, false);
            return null;
        }
        if (shell.settings.timing) {
            shell.println(Timing.sentence(System.nanoTime() - began));
        }
        return done ? events.rows() : null;
    }

    private boolean run(String sql, StatementEvents events, @Nullable Function<String, ExtendedQuery> extended)
            throws IOException {
        try (events;
                LiveLine.Running _ = shell.begin()) {
            if (extended == null) {
                shell.session().run(sql, events);
            } else {
                shell.session().run(extended.apply(sql), events);
            }
            events.finish();
        } catch (AccessException.Failed e) {
            shell.talk.error(String.valueOf(e.getMessage()));
            return false;
        }
        return events.succeeded();
    }

    private boolean afterSavepoint(boolean gone) throws IOException {
        return switch (shell.session().transactionStatus()) {
            case FAILED -> quietly("ROLLBACK TO " + SAVEPOINT);
            case IDLE -> true;
            case IN_TRANSACTION -> gone || quietly("RELEASE " + SAVEPOINT);
        };
    }

    private void printNotifications() throws IOException {
        for (Notification each : shell.session().notifications()) {
            String payload = each.payload().isEmpty() ? "" : " with payload \"" + each.payload() + "\"";
            shell.queryOutput()
                    .text()
                    .write("Asynchronous notification \"" + each.channel() + "\"" + payload
                            + " received from server process with PID " + each.pid() + ".\n");
            shell.queryOutput().text().flush();
        }
    }

    /** Sends a statement of the shell's own that has no result. */
    private boolean quietly(String sql) throws IOException {
        Quiet events = new Quiet(shell, sql);
        shell.session().run(sql, events);
        return !events.failed;
    }

    /** Sends {@code BEGIN} or the like as a backslash command sends its queries. */
    boolean behindTheScenes(String sql) throws IOException {
        return query(sql) != null;
    }

    /**
     * Sends a query of a backslash command.
     *
     * @return its rows; null where it was not run, or failed, which has been said
     */
    @Nullable
    ResultTable query(String sql) throws IOException {
        return query(sql, new Quiet(shell, sql));
    }

    /** As {@link #query}, but of a failure only the first line is said, as an error of the command. */
    @Nullable
    ResultTable lookUp(String sql) throws IOException {
        return query(sql, new Brief(shell, sql));
    }

    /** As {@link #query}, with values, and shown to nobody; of a failure, the server's sentence is said and no more. */
    @Nullable
    ResultTable query(ExtendedQuery query) throws IOException {
        Quiet events = new Curt(shell);
        try {
            shell.session().run(query, events);
        } catch (AccessException.Unreachable e) {
            shell.lost(e, false);
            return null;
        }
        return events.failed ? null : events.table;
    }

    private @Nullable ResultTable query(String sql, Quiet events) throws IOException {
        Settings settings = shell.settings;
        if (settings.echoHidden != EchoHidden.OFF) {
            shell.println(SessionLog.banner(sql));
            if (shell.log != null) {
                shell.log.query(sql);
            }
            if (settings.echoHidden == EchoHidden.NOEXEC) {
                return null;
            }
        }
        try {
            shell.session().run(sql, events);
        } catch (AccessException.Unreachable e) {
            shell.lost(e, false);
            return null;
        }
        return events.failed ? null : events.table;
    }

    /** {@code \gdesc}. */
    private boolean describe(String sql) throws IOException {
        Quiet events = new Quiet(shell, sql);
        List<StatementResult.Column> columns = shell.session().describe(sql, events);
        ResultVariables variables = new ResultVariables(shell.variables);
        if (columns == null) {
            return false;
        }
        if (columns.isEmpty()) {
            shell.queryOutput().text().write("The command has no result, or the result has no columns.\n");
            shell.queryOutput().text().flush();
            variables.succeeded("");
            return true;
        }
        StringJoiner rows = new StringJoiner(
                ",",
                "SELECT name AS \"Column\", pg_catalog.format_type(tp, tpm) AS \"Type\"" + "\nFROM (VALUES ",
                ") s(name, tp, tpm)");
        for (StatementResult.Column column : columns) {
            rows.add("(" + Quoting.literal(column.name()) + ", '" + Integer.toUnsignedString(column.typeOid())
                    + "'::pg_catalog.oid, " + column.typeModifier() + ")");
        }
        shell.next.describe = false;
        return run(rows.toString(), new StatementEvents(shell, rows.toString()), null);
    }

    /** Keeps a result, and prints only what goes wrong. */
    private static class Quiet extends NoCopy {
        private final Shell shell;
        private final String sql;
        private boolean failed;
        private ResultTable table = new ResultTable();

        Quiet(Shell shell, String sql) {
            this.shell = shell;
            this.sql = sql;
        }

        @Override
        public void result(StatementResult result) {
            table = table(result);
        }

        @Override
        public void notice(ServerWords notice) {
            shell.serverTalk.notice(notice, sql);
        }

        @Override
        public void error(ServerWords error) {
            failed = true;
            say(error);
            if (shell.next.describe) {
                new ResultVariables(shell.variables).failed(error);
            }
        }

        void say(ServerWords error) {
            shell.serverTalk.error(error, sql);
        }

        final Talk talk() {
            return shell.talk;
        }
    }

    /** Keeps a result, and says as little as can be of what goes wrong. */
    private static final class Brief extends Quiet {
        Brief(Shell shell, String sql) {
            super(shell, sql);
        }

        @Override
        void say(ServerWords error) {
            talk().error(error.severity() + ":  " + error.message());
        }
    }

    /** Keeps a result, and says what goes wrong as the server says it. */
    private static final class Curt extends Quiet {
        Curt(Shell shell) {
            super(shell, "");
        }

        @Override
        void say(ServerWords error) {
            talk().info(error.severity() + ":  " + error.message());
        }
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

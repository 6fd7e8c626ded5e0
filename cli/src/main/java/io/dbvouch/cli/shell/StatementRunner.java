package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.access.Notification;
import io.dbvouch.access.StatementResult;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.Settings.Echo;
import io.dbvouch.cli.shell.scan.Quoting;
import io.dbvouch.cli.shell.session.ExtendedQuery;
import io.dbvouch.cli.shell.terminal.LiveLine;
import java.io.IOException;
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
     * Sends what somebody has written, in the way and for the use that was said before it.
     *
     * @return whether it went well; if not, why has been said
     */
    boolean send(String sql) throws IOException {
        NextStatement how = shell.takeNext();
        Timing timing = new Timing();
        return send(sql, how, new StatementEvents(shell, sql, how, rowsAtATime(sql), timing), timing);
    }

    /** Sends the {@code COPY} of a {@code \copy}, whose data is on this side. */
    boolean copy(String sql, CopyFile data) throws IOException {
        NextStatement how = shell.takeNext();
        Timing timing = new Timing();
        return send(sql, how, new StatementEvents(shell, sql, how, 0, timing).copying(data), timing);
    }

    private int rowsAtATime(String sql) {
        return StatementStart.isQuery(sql) ? Math.max(0, shell.settings.fetchCount) : 0;
    }

    private boolean send(String sql, NextStatement how, StatementEvents events, Timing timing) throws IOException {
        boolean begins = StatementStart.begins(sql);
        boolean beginning = !shell.settings.autocommit || begins;
        if (begins && shell.isTyped()) {
            shell.names.beforeTransaction();
        }
        try {
            return shell.connection.exchange(() -> announced(sql) && sendAndShow(sql, how, events, timing), beginning);
        } finally {
            how.restore(shell.print);
        }
    }

    /** Shows and logs what is about to be sent; false where somebody does not want that. */
    private boolean announced(String sql) throws IOException {
        if (shell.settings.singleStep) {
            if (!confirmed(sql)) {
                return false;
            }
        } else if (shell.settings.echo == Echo.QUERIES) {
            shell.println(sql);
        }
        if (shell.log != null) {
            shell.log.query(sql);
        }
        return true;
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

    private boolean sendAndShow(String sql, NextStatement how, StatementEvents events, Timing timing)
            throws IOException {
        boolean timed = shell.settings.timing;
        if (shell.session().transactionStatus() == TransactionStatus.IDLE
                && !shell.settings.autocommit
                && !StatementStart.needsNoBegin(sql)
                && !quietly("BEGIN")) {
            return false;
        }
        boolean savepoint = wantsSavepoint();
        if (savepoint && !quietly("SAVEPOINT " + SAVEPOINT)) {
            return false;
        }
        timing.begin();
        boolean done = how.use() instanceof NextStatement.Use.Described
                ? describe(sql, timing)
                : run(sql, how.extended(), events);
        timing.pause();
        if (!done && shell.settings.echo == Echo.ERRORS) {
            shell.talk.info("STATEMENT:  " + sql);
        }
        if (savepoint && !afterSavepoint(events.savepointGone())) {
            return false;
        }
        if (timed) {
            shell.println(timing.sentence());
        }
        shell.followEncoding();
        printNotifications();
        return done;
    }

    private boolean wantsSavepoint() {
        return shell.session().transactionStatus() == TransactionStatus.IN_TRANSACTION
                && switch (shell.settings.onErrorRollback) {
                    case ON -> true;
                    case INTERACTIVE -> shell.isTyped();
                    case OFF -> false;
                };
    }

    private boolean afterSavepoint(boolean gone) throws IOException {
        return switch (shell.session().transactionStatus()) {
            case FAILED -> quietly("ROLLBACK TO " + SAVEPOINT);
            case IDLE -> true;
            case IN_TRANSACTION -> gone || quietly("RELEASE " + SAVEPOINT);
        };
    }

    /** Sends a statement of the shell's own that has no result. */
    private boolean quietly(String sql) throws IOException {
        KeptResult kept = KeptResult.of(sql, shell.serverTalk);
        shell.session().run(sql, kept);
        return !kept.failed();
    }

    /**
     * Sends a query once more, for somebody who watches what it brings.
     *
     * @return how many rows it had; null where it failed, or the connection is lost, which has been said
     */
    @Nullable
    Long watch(String sql, @Nullable Function<String, ExtendedQuery> extended) throws IOException {
        Timing timing = new Timing();
        StatementEvents events = new StatementEvents(shell, sql, NextStatement.PLAIN, 0, timing).watched();
        boolean done = shell.connection.exchange(() -> {
            timing.begin();
            boolean good = run(sql, extended, events);
            if (shell.settings.timing) {
                timing.pause();
                shell.println(timing.sentence());
            }
            return good;
        });
        return done ? events.rows() : null;
    }

    private boolean run(String sql, @Nullable Function<String, ExtendedQuery> extended, StatementEvents events)
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

    /** {@code \gdesc}. */
    private boolean describe(String sql, Timing timing) throws IOException {
        ResultVariables variables = new ResultVariables(shell.variables);
        KeptResult refusal = KeptResult.of(sql, shell.serverTalk, error -> {
            shell.serverTalk.error(error, sql);
            variables.failed(error);
        });
        List<StatementResult.Column> columns = shell.session().describe(sql, refusal);
        if (columns == null) {
            return false;
        }
        if (columns.isEmpty()) {
            shell.queryOutput().text().write("The command has no result, or the result has no columns.\n");
            shell.queryOutput().text().flush();
            variables.succeeded("");
            return true;
        }
        String types = typesOf(columns);
        return run(types, null, new StatementEvents(shell, types, NextStatement.PLAIN, 0, timing));
    }

    /** The query that names the types of columns. */
    private static String typesOf(List<StatementResult.Column> columns) {
        StringJoiner rows = new StringJoiner(
                ",",
                "SELECT name AS \"Column\", pg_catalog.format_type(tp, tpm) AS \"Type\"" + "\nFROM (VALUES ",
                ") s(name, tp, tpm)");
        for (StatementResult.Column column : columns) {
            rows.add("(" + Quoting.literal(column.name()) + ", '" + Integer.toUnsignedString(column.typeOid())
                    + "'::pg_catalog.oid, " + column.typeModifier() + ")");
        }
        return rows.toString();
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
}

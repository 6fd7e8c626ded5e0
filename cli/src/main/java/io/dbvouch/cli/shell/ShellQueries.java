package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.Settings.EchoHidden;
import io.dbvouch.cli.shell.session.ExtendedQuery;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The queries behind backslash commands (PostgreSQL, {@code PSQLexec} in {@code src/bin/psql/common.c}). */
final class ShellQueries {
    private final Shell shell;

    ShellQueries(Shell shell) {
        this.shell = shell;
    }

    /** Sends {@code BEGIN} or the like as a query; false where it was not run, or failed, which has been said. */
    boolean run(String sql) throws IOException {
        return query(sql) != null;
    }

    /**
     * Sends a query.
     *
     * @return its rows; null where it was not run, or failed, which has been said
     */
    @Nullable
    ResultTable query(String sql) throws IOException {
        return query(sql, KeptResult.of(sql, shell.serverTalk));
    }

    /** As {@link #query}, but of a failure only the first line is said, as an error of the command. */
    @Nullable
    ResultTable lookUp(String sql) throws IOException {
        return query(
                sql,
                KeptResult.of(
                        sql, shell.serverTalk, error -> shell.talk.error(error.severity() + ":  " + error.message())));
    }

    private @Nullable ResultTable query(String sql, KeptResult kept) throws IOException {
        EchoHidden echo = shell.settings.echoHidden;
        if (echo != EchoHidden.OFF) {
            shell.println(SessionLog.banner(sql));
            if (shell.log != null) {
                shell.log.query(sql);
            }
        }
        boolean good = echo != EchoHidden.NOEXEC
                && shell.connection.exchange(() -> {
                    shell.session().run(sql, kept);
                    return !kept.failed();
                });
        return good ? kept.table() : null;
    }

    /** As {@link #query}, with values, and shown to nobody; of a failure, the server's sentence is said and no more. */
    @Nullable
    ResultTable query(ExtendedQuery query) throws IOException {
        KeptResult kept = KeptResult.of(
                "", shell.serverTalk, error -> shell.talk.info(error.severity() + ":  " + error.message()));
        boolean good = shell.connection.exchange(() -> {
            shell.session().run(query, kept);
            return !kept.failed();
        });
        return good ? kept.table() : null;
    }
}

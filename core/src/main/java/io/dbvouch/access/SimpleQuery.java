package io.dbvouch.access;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends text as one message of the simple query protocol, as psql's {@code -c} does: several statements are one implicit
 * transaction, and each has its result. JDBC's own API would split the text and hide the command tags.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SIMPLE-QUERY">Simple query</a>
 */
final class SimpleQuery {
    private static final int FLAGS = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
            | QueryExecutor.QUERY_SUPPRESS_BEGIN
            | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

    private SimpleQuery() {}

    static void run(Connection connection, String sql, AccessSession.Reader reader)
            throws StatementFailed, IOException {
        if (sql.indexOf('\0') >= 0) {
            // It would end the text for the server, and leave the rest as a message of its own.
            throw new AccessException.Failed("the SQL text holds a NUL character");
        }
        Handler handler = new Handler(reader);
        try {
            BaseConnection driver = connection.unwrap(BaseConnection.class);
            Query query = driver.createQuery(sql, false, false).query;
            driver.getQueryExecutor().execute(query, null, handler, 0, 0, FLAGS);
        } catch (SQLException e) {
            handler.rethrow();
            ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
            if (said != null) {
                throw new StatementFailed(ServerWords.of(said), e);
            }
            throw withoutServersWords(connection, e);
        }
        handler.rethrow();
    }

    /** The connection is lost, or the driver cannot do what is asked. */
    private static AccessException withoutServersWords(Connection connection, SQLException e) {
        String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        try {
            if (!connection.isClosed()) {
                return new AccessException.Failed("that cannot be done here: " + words, e)
                        .hint("dbvouch psql TARGET does whatever psql does");
            }
        } catch (SQLException _) {
            // It is as good as closed.
        }
        return new AccessException.Unreachable("the connection to the server was lost: " + words, e);
    }

    /** The driver's callbacks. Rows come before the command tag that belongs to them. */
    private static final class Handler extends ResultHandlerBase {
        private final AccessSession.Reader reader;
        private @Nullable Rows pending;
        private @Nullable Exception failed;

        Handler(AccessSession.Reader reader) {
            this.reader = reader;
        }

        @Override
        public void handleResultRows(Query from, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            pending = new Rows(fields, tuples);
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertedOid) {
            Rows rows = pending == null ? new Rows(null, List.of()) : pending;
            pending = null;
            rows.commandTag = status;
            give(() -> reader.result(rows));
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            ServerErrorMessage said = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            if (said != null) {
                give(() -> reader.notice(ServerWords.of(said)));
            }
        }

        private interface Gift {
            void give() throws IOException;
        }

        /** After output has failed, what the server still sends is read and dropped, so that the protocol stays in step. */
        private void give(Gift gift) {
            if (failed == null) {
                try {
                    gift.give();
                } catch (IOException | RuntimeException e) {
                    failed = e;
                }
            }
        }

        void rethrow() throws IOException {
            switch (failed) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException(failed);
            }
        }
    }

    /** One statement's rows. */
    private static final class Rows implements StatementResult {
        private final @Nullable List<Column> columns;
        private final List<Tuple> tuples;
        private int at = -1;
        private String commandTag = "";

        Rows(Field @Nullable [] fields, List<Tuple> tuples) {
            this.tuples = tuples;
            if (fields == null) {
                columns = null;
            } else {
                List<Column> all = new ArrayList<>(fields.length);
                for (Field field : fields) {
                    all.add(new Column(field.getColumnLabel(), field.getOID()));
                }
                columns = List.copyOf(all);
            }
        }

        @Override
        public @Nullable List<Column> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            return ++at < tuples.size();
        }

        @Override
        public @Nullable String value(int column) {
            byte[] text = tuples.get(at).get(column);
            // The driver sets client_encoding to UTF8 and holds the server to it.
            return text == null ? null : new String(text, StandardCharsets.UTF_8);
        }

        @Override
        public String commandTag() {
            return commandTag;
        }
    }
}

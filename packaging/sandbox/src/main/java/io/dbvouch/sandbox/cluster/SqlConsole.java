package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's own superuser session, over the simple query protocol
 * (<a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SIMPLE-QUERY">Simple Query</a>). It
 * connects when it is needed, and anew when PostgreSQL was restarted.
 */
final class SqlConsole implements AutoCloseable {
    private static final int MAX_BODY = 1 << 24;

    private final Backend backend;
    private final String database;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Wire session;

    SqlConsole(Backend backend, String database) {
        this.backend = backend;
        this.database = database;
    }

    /**
     * Runs statements, and again when the session turns out to be lost.
     *
     * @return the first column of all rows; nulls read as empty
     * @throws IOException with PostgreSQL's message when one fails
     */
    List<String> run(String sql) throws IOException {
        lock.lock();
        try {
            Wire open = session;
            if (open != null) {
                try {
                    return exchange(open, sql);
                } catch (StatementFailed e) {
                    throw e;
                } catch (IOException lost) {
                    open.abort();
                    session = null;
                }
            }
            Wire fresh = logIn();
            session = fresh;
            return exchange(fresh, sql);
        } finally {
            lock.unlock();
        }
    }

    private Wire logIn() throws IOException {
        Wire wire = backend.connect(Loopback.ADMINISTRATION);
        try {
            wire.write(new StartupMessage(
                            StartupMessage.VERSION_3_0,
                            Map.of(
                                    "user",
                                    PostgresServer.SUPERUSER,
                                    "database",
                                    database,
                                    "application_name",
                                    "sandbox"))
                    .encoded());
            untilReady(wire);
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.abort();
            throw e;
        }
    }

    private static List<String> exchange(Wire wire, String sql) throws IOException {
        wire.write(Message.query(sql));
        return untilReady(wire);
    }

    private static List<String> untilReady(Wire wire) throws IOException {
        List<String> rows = new ArrayList<>();
        StatementFailed failure = null;
        while (true) {
            Message message = wire.read(MAX_BODY);
            switch (message.type()) {
                case Message.DATA_ROW -> rows.add(firstColumn(message));
                case Message.ERROR -> {
                    failure = new StatementFailed(message.errorFields());
                    if (failure.fatal) {
                        throw new IOException(failure.getMessage(), failure);
                    }
                }
                case Message.READY_FOR_QUERY -> {
                    if (failure != null) {
                        throw failure;
                    }
                    return rows;
                }
                default -> {
                    // Statuses, notices and row descriptions are of no interest here.
                }
            }
        }
    }

    private static String firstColumn(Message row) {
        ByteBuffer buffer = ByteBuffer.wrap(row.body());
        int columns = buffer.getShort();
        int length = columns == 0 ? -1 : buffer.getInt();
        return length < 0 ? "" : new String(row.body(), buffer.position(), length, UTF_8);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (session != null) {
                session.abort();
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** PostgreSQL took the connection but not the statement. */
    private static final class StatementFailed extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        private final boolean fatal;

        StatementFailed(Map<Character, String> fields) {
            super(fields.get('S') + " " + fields.get('C') + ": " + fields.get('M'));
            this.fatal = "FATAL".equals(fields.get('V'));
        }
    }
}

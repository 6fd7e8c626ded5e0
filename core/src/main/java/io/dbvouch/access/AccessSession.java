package io.dbvouch.access;

import io.dbvouch.ledger.Ledger;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target.RecordStatements;
import io.dbvouch.tls.PeerEvidence;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.postgresql.PGConnection;

/** An open session on record. Closing it writes {@code session.closed}. */
public final class AccessSession implements AutoCloseable {
    private final Ledger ledger;
    private final InstantSource clock;
    private final AccessEvent.SessionOpened opened;
    private final Connection connection;
    private final Endpoint endpoint;
    private final RecordStatements recordStatements;
    private final Instant since;
    private boolean closed;

    AccessSession(
            Ledger ledger, InstantSource clock, AccessEvent.SessionOpened opened, Connection connection, Chain chain) {
        this.ledger = ledger;
        this.clock = clock;
        this.opened = opened;
        this.connection = connection;
        this.endpoint = chain.endpoint();
        this.recordStatements = chain.target().rules().recordStatements();
        this.since = clock.instant();
    }

    /** The session's id in the ledger. */
    public String id() {
        return String.valueOf(opened.subject().session());
    }

    /** Takes what statements bring. */
    public interface Reader {
        /** A statement is done. The result is to be read before this returns. */
        void result(StatementResult result) throws IOException;

        /** The server says something beside. */
        void notice(ServerWords notice) throws IOException;
    }

    /**
     * Runs SQL as psql's {@code -c} does: several statements in one text are one transaction, unless they say otherwise.
     *
     * <p>Where the target wants statements on record, this one is, before it is sent.
     *
     * @throws StatementFailed where the server refuses a statement; those after it were not run
     * @throws IOException where the reader fails
     * @throws io.dbvouch.AccessException.Unreachable where the connection is lost
     */
    public void run(String sql, Reader reader) throws StatementFailed, IOException {
        if (recordStatements != RecordStatements.NONE) {
            boolean withText = recordStatements == RecordStatements.TEXT;
            ledger.append(AccessEventCodec.encode(new AccessEvent.SessionStatement(opened.subject(), sql, withText)));
        }
        SimpleQuery.run(connection, sql, reader);
    }

    /** Asks the server to stop the statement that runs; may be called from another thread. */
    public void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException _) {
            // Nothing runs, or the connection is lost: there is nothing to stop.
            return;
        }
    }

    /** Who it is. */
    public Person person() {
        return opened.subject().person();
    }

    /** The host that was meant. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** What the server proved. */
    public PeerEvidence tls() {
        return opened.tls();
    }

    /** The server's side. */
    public AccessEvent.Backend backend() {
        return opened.backend();
    }

    /**
     * Ends the session; a second call does nothing, but waits for the first, which may be that of a thread that ends the
     * program: the ledger is not to be closed before it.
     *
     * @param ended how it ended, for the ledger: {@code done}, {@code error}, {@code interrupted}
     * @throws io.dbvouch.AccessException.LedgerRefused where the end cannot be written; the connection is closed all the same
     */
    public synchronized void close(String ended) {
        if (closed) {
            return;
        }
        abandon();
        ledger.append(AccessEventCodec.encode(new AccessEvent.SessionClosed(
                opened.subject(), ended, Duration.between(since, clock.instant()), null)));
    }

    /** Closes the connection and writes nothing: for a session that never got on record as open. */
    synchronized void abandon() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException _) {
            // The connection is lost or closed: either way it is over.
            return;
        }
    }

    /** Ends a session that nobody has ended otherwise: something went wrong. */
    @Override
    public void close() {
        close("error");
    }
}

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target.RecordStatements;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.wire.CopyFormat;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open session on record. Closing it writes {@code session.closed}. One thread at a time runs something in it. */
public final class AccessSession implements AutoCloseable {
    private final Ledger ledger;
    private final InstantSource clock;
    private final AccessEvent.SessionOpened opened;
    private final DatabaseLogin.LoggedIn login;
    private final WireConnection wire;
    private final Endpoint endpoint;
    private final RecordStatements recordStatements;
    private final Stopping stopping;
    private final Instant since;
    private final Tally tally = new Tally();
    private boolean closed;
    private volatile @Nullable AccessException over;

    AccessSession(
            Ledger ledger,
            InstantSource clock,
            AccessEvent.SessionOpened opened,
            DatabaseLogin.LoggedIn login,
            Joined joined) {
        this.ledger = ledger;
        this.clock = clock;
        this.opened = opened;
        this.login = login;
        this.wire = login.wire();
        this.endpoint = joined.chain().endpoint();
        this.recordStatements = joined.chain().target().rules().recordStatements();
        this.stopping = new Stopping(wire, new Cancellation(joined.chain(), joined.tls(), wire.cancelKey()), clock);
        this.since = clock.instant();
    }

    /** The session's id in the ledger. */
    public String id() {
        return String.valueOf(opened.subject().session());
    }

    /** Takes what statements bring. */
    public interface Reader {
        /** A statement is done, or brings rows. The result is to be read before this returns; what is left of it is dropped. */
        void result(StatementResult result) throws IOException;

        /** The server says something beside. */
        void notice(ServerWords notice) throws IOException;

        /** Somebody said {@code NOTIFY} on a channel that the session listens to. */
        default void notification(int pid, String channel, String payload) throws IOException {}

        /** A parameter that the server reports has another value now. */
        default void parameter(String name, String value) throws IOException {}

        /**
         * {@code COPY … FROM STDIN}: what is to be copied, which is closed when the server has it, or has had enough. Null where
         * there is nothing: the statement fails then.
         */
        default @Nullable InputStream copyIn(CopyFormat format) throws IOException {
            return null;
        }

        /**
         * {@code COPY … TO STDOUT}: where it is copied to, a row with each write; closed at the end. Null where there is no such
         * place: the statement is stopped then.
         */
        default @Nullable OutputStream copyOut(CopyFormat format) throws IOException {
            return null;
        }
    }

    /**
     * Runs SQL as psql's {@code -c} does: several statements in one text are one transaction, unless they say otherwise.
     *
     * <p>Where the target wants statements on record, this one is, before it is sent.
     *
     * @throws StatementFailed where the server refuses a statement; those after it were not run
     * @throws IOException where the reader fails; what runs is stopped
     * @throws AccessException.Unreachable where the connection is lost
     */
    public void run(String sql, Reader reader) throws StatementFailed, IOException {
        exchange(sql, () -> wire.query(sql), reader);
    }

    /** Runs one statement with values for its parameters {@code $1} and on, null for SQL's NULL; as {@link #run}. */
    public void run(String sql, List<? extends @Nullable String> values, Reader reader)
            throws StatementFailed, IOException {
        exchange(sql, () -> wire.parse("", sql).bind("", values).execute().sync(), reader);
    }

    /** Prepares a statement under a name; as {@link #run}. */
    public void prepare(String name, String sql, Reader reader) throws StatementFailed, IOException {
        exchange(sql, () -> wire.parse(name, sql).sync(), reader);
    }

    /** Runs a prepared statement; as {@link #run}. */
    public void runPrepared(String name, List<? extends @Nullable String> values, Reader reader)
            throws StatementFailed, IOException {
        exchange("execute " + name, () -> wire.bind(name, values).execute().sync(), reader);
    }

    /** Forgets a prepared statement; as {@link #run}. */
    public void closePrepared(String name, Reader reader) throws StatementFailed, IOException {
        exchange("deallocate " + name, () -> wire.close(name).sync(), reader);
    }

    /** What a statement would bring: a result with columns and no rows, or without columns; as {@link #run}. */
    public void describe(String sql, Reader reader) throws StatementFailed, IOException {
        exchange(sql, () -> wire.parse("", sql).describe("").sync(), reader);
    }

    private void exchange(String sql, Runnable send, Reader reader) throws StatementFailed, IOException {
        if (sql.indexOf('\0') >= 0) {
            throw new AccessException.Failed("the SQL text holds a NUL character");
        }
        refuseWhenOver();
        if (recordStatements != RecordStatements.NONE) {
            boolean withText = recordStatements == RecordStatements.TEXT;
            ledger.append(AccessEventCodec.encode(new AccessEvent.SessionStatement(opened.subject(), sql, withText)));
        }
        try (Stopping.Running _ = stopping.begin()) {
            wire.poll();
            send.run();
            SimpleQuery.answer(wire, reader, tally, stopping::cancel);
        } catch (AccessException.Unreachable e) {
            refuseWhenOver();
            throw e;
        }
    }

    private void refuseWhenOver() {
        AccessException why = over;
        if (why != null) {
            throw why;
        }
    }

    /**
     * Asks the server to stop what runs; may be called from another thread. If it does not within half a minute, the connection
     * is given up.
     */
    public void cancel() {
        stopping.cancel();
    }

    /** {@code I} outside of a transaction, {@code T} in one, {@code E} in one that has failed. */
    public char transactionStatus() {
        return wire.transactionStatus();
    }

    /** A parameter that the server reports, such as {@code server_version}. */
    public Optional<String> parameter(String name) {
        return wire.parameter(name);
    }

    /** Whether the connection is known to be over. */
    public boolean isLost() {
        return wire.isLost();
    }

    /** Since when nothing runs; empty while something does. */
    Optional<Instant> idleSince() {
        return stopping.idleSince();
    }

    /** What went over the connection so far. */
    public Traffic traffic() {
        return tally.traffic(wire.received(), wire.sent());
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

    /** What is asked for in its place when the connection is lost. */
    AccessEvent.Subject subject() {
        return opened.subject();
    }

    /**
     * Ends the session; a second call does nothing, but waits for the first, which may be that of a thread that ends the
     * program: the ledger is not to be closed before it.
     *
     * @param ended how it ended, for the ledger: {@code done}, {@code error}, {@code interrupted}
     * @throws AccessException.LedgerRefused where the end cannot be written; the connection is closed all the same
     */
    public synchronized void close(String ended) {
        if (closed) {
            return;
        }
        abandon();
        ledger.append(AccessEventCodec.encode(new AccessEvent.SessionClosed(
                opened.subject(), ended, Duration.between(since, clock.instant()), null, traffic())));
    }

    /** Ends it from another thread; whoever runs something in it, or will, is told why. */
    void close(String ended, AccessException why) {
        over = why;
        stopping.cancel();
        close(ended);
    }

    /** Closes the connection and writes nothing: for a session that never got on record as open. */
    synchronized void abandon() {
        closed = true;
        login.close();
    }

    /** Ends a session that nobody has ended otherwise: something went wrong. */
    @Override
    public void close() {
        close(wire.isLost() ? "connection lost" : "error");
    }
}

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target.RecordStatements;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.wire.CancelKey;
import io.dbvouch.wire.ClientLine;
import io.dbvouch.wire.Relay;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
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
    private final Chain chain;
    private final RecordStatements recordStatements;
    private final Stopping stopping;
    private final Instant since;
    private final Tally tally;
    private final SignOfLife signOfLife;
    private final SessionWatch watch;
    private boolean closed;
    private volatile @Nullable Relay relay;
    private final Curfew curfew = new Curfew();

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
        this.chain = joined.chain();
        this.recordStatements = chain.target().rules().recordStatements();
        this.stopping = new Stopping(wire, new Cancellation(chain, joined.tls(), wire.cancelKey()), clock);
        this.tally = new Tally(stopping::cancel);
        this.signOfLife = new SignOfLife(wire, tally.uncounted());
        this.since = clock.instant();
        this.watch = new SessionWatch(this, chain.target().rules().limits(), clock);
    }

    /** From now on it is on record as open, and may last as long as the target lets it. */
    void begin() {
        watch.start();
    }

    /** The session's id in the ledger. */
    public String id() {
        return String.valueOf(opened.subject().session());
    }

    /** Takes what statements bring. */
    public interface Reader extends CopyReader {
        /** A statement is done, or brings rows. The result is to be read before this returns; what is left of it is dropped. */
        void result(StatementResult result) throws IOException;

        /** Whether rows are wanted as soon as they come, also of a statement that may fail behind the first ones. */
        default boolean wantsFirstRows() {
            return false;
        }

        /** The server says something beside. */
        void notice(ServerWords notice) throws IOException;

        @Override
        default void copyOut(CopyReader.Source data) throws IOException {
            throw new AccessException.Failed("COPY TO STDOUT has nowhere to go here");
        }

        @Override
        default void copyIn(CopyReader.Sink data) throws IOException {
            throw new AccessException.Failed("there is nothing for COPY FROM STDIN to read here");
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
        exchange(sql, tally.counting(() -> wire.query(sql)), false, reader);
    }

    /**
     * Puts changes to database users on record; all of them are durable when it returns.
     *
     * @throws io.dbvouch.AccessException.LedgerRefused where they cannot be
     */
    public void record(List<UserChange> changes) {
        ledger.append(changes.stream()
                .map(change -> AccessEventCodec.encode(new AccessEvent.UserChanged(opened.subject(), change)))
                .toList());
    }

    /** Runs one statement with values for its parameters {@code $1} and on, null for SQL's NULL; otherwise as {@link #run}. */
    public void run(String sql, List<? extends @Nullable String> values, Reader reader)
            throws StatementFailed, IOException {
        Runnable send =
                () -> wire.extended().parse("", sql).bind("", values).execute().sync();
        exchange(sql, tally.counting(send), false, reader);
    }

    /** Prepares a statement under a name; otherwise as {@link #run}. */
    public void prepare(String name, String sql, Reader reader) throws StatementFailed, IOException {
        exchange(sql, () -> wire.extended().parse(name, sql).sync(), false, reader);
    }

    /** Runs a prepared statement; otherwise as {@link #run}. */
    public void runPrepared(String name, List<? extends @Nullable String> values, Reader reader)
            throws StatementFailed, IOException {
        Runnable send = () -> wire.extended().bind(name, values).execute().sync();
        exchange("execute " + name, tally.counting(send), false, reader);
    }

    /** Forgets a prepared statement; otherwise as {@link #run}. */
    public void closePrepared(String name, Reader reader) throws StatementFailed, IOException {
        exchange("deallocate " + name, () -> wire.extended().close(name).sync(), false, reader);
    }

    /**
     * Asks what columns a statement would have, without running it. Otherwise as {@link #run}.
     *
     * @param reader is given columns without rows or command tag; nothing where there are no columns
     */
    public void describe(String sql, Reader reader) throws StatementFailed, IOException {
        exchange(sql, () -> wire.extended().parse("", sql).describe("").sync(), true, reader);
    }

    /**
     * Runs SQL of the program's own, such as a look at the catalogue for names to suggest: it is neither on record nor counted,
     * and the session stays idle. Nothing that a person has written may be in it. Otherwise as {@link #run}.
     */
    public void lookUp(String sql, Reader reader) throws StatementFailed, IOException {
        refuseWhenOver();
        try (Stopping.Running running = stopping.beginAside()) {
            signOfLife.await(running.idleBefore(), reader);
            SimpleQuery.run(wire, () -> wire.query(sql), false, reader, tally.uncounted());
        }
    }

    private void exchange(String sql, Runnable send, boolean describes, Reader reader)
            throws StatementFailed, IOException {
        if (sql.indexOf('\0') >= 0) {
            throw new AccessException.Failed("the SQL text holds a NUL character");
        }
        refuseWhenOver();
        try (Stopping.Running running = stopping.begin()) {
            signOfLife.await(running.idleBefore(), reader);
            if (recordStatements != RecordStatements.NONE) {
                record(sql);
            }
            SimpleQuery.run(wire, send, describes, reader, tally);
        } catch (AccessException.Unreachable | StatementFailed e) {
            // What ends a session stops what runs in it first: the reason is what matters, not that it was stopped.
            curfew.imposeBy(wire);
            refuseWhenOver();
            throw e;
        }
    }

    /**
     * Lets another program speak with the server in this session, until one of the two ends it.
     *
     * @param key what it has to show where it wants something stopped
     * @param hangUp ends its line
     */
    Relay.End relay(ClientLine line, CancelKey key, Runnable hangUp) throws IOException {
        Relay through =
                new Relay(wire, line, key, recordStatements == RecordStatements.NONE ? null : this::record, clock);
        relay = through;
        Relay.End end = through.run(
                () -> {
                    curfew.tell(line, through);
                    hangUp.run();
                },
                stopping::stop);
        refuseWhenOver();
        return end;
    }

    /** Stops what another program runs here. */
    void stop() {
        stopping.stop();
    }

    private void record(String sql) {
        ledger.append(AccessEventCodec.encode(
                new AccessEvent.SessionStatement(opened.subject(), sql, recordStatements == RecordStatements.TEXT)));
    }

    /** Fails with the reason where the session may not go on. */
    public void refuseWhenOver() {
        curfew.refuse();
    }

    /** What is done once the session may not go on and is closed, on another thread. */
    public void whenOver(Runnable action) {
        curfew.afterwards(action);
    }

    /** Asks the server to stop what runs, from any thread; where it does not in half a minute, the connection is given up. */
    public void cancel() {
        stopping.cancel();
    }

    /** Where the session is between statements. */
    public TransactionStatus transactionStatus() {
        return switch (wire.transactionStatus()) {
            case 'T' -> TransactionStatus.IN_TRANSACTION;
            case 'E' -> TransactionStatus.FAILED;
            default -> TransactionStatus.IDLE;
        };
    }

    /** A setting that the server reports: {@code server_version}, {@code standard_conforming_strings}; null for others. */
    public @Nullable String parameter(String name) {
        return wire.parameter(name).orElse(null);
    }

    /** What other sessions have told this one by {@code NOTIFY} since this was asked last. */
    public List<Notification> notifications() {
        return tally.takeNotifications();
    }

    /** Whether the connection is known to be over. */
    public boolean isLost() {
        return wire.isLost();
    }

    /** Since when nothing runs; empty while something does. */
    Optional<Instant> idleSince() {
        Relay through = relay;
        return through == null ? stopping.idleSince() : through.idleSince();
    }

    /** What went over the connection so far. */
    public Traffic traffic() {
        Relay through = relay;
        if (through == null) {
            return tally.traffic(wire.received(), wire.sent());
        }
        Relay.Counts counts = through.counts();
        return new Traffic(counts.statements(), counts.failed(), counts.rows(), counts.received(), counts.sent());
    }

    /** Whether it was opened with an administrator's password, and not with a token. */
    public boolean byPassword() {
        return opened.token() == null;
    }

    /** Who it is. */
    public Person person() {
        return opened.subject().person();
    }

    /** The host that was meant. */
    public Endpoint endpoint() {
        return chain.endpoint();
    }

    /** The database that the session is in. */
    public String database() {
        return chain.database();
    }

    /** The database user that it was opened as. */
    public String user() {
        return chain.user();
    }

    /** The address that is connected to. */
    public String address() {
        return wire.address();
    }

    /** What the server proved. */
    public PeerEvidence tls() {
        return opened.tls();
    }

    /** The server's side. */
    public AccessEvent.Backend backend() {
        return opened.backend();
    }

    /** The join, as it is on record. */
    public AccessEvent.Subject subject() {
        return opened.subject();
    }

    /**
     * Ends the session; a second call does nothing, but waits for the first, which may be that of a thread that ends the
     * program: the ledger is not to be closed before it.
     *
     * @param ended how it ended, for the ledger: {@code done}, {@code error}, {@code interrupted}; of a session that was not to
     *     go on it is why, whoever closes it
     * @throws AccessException.LedgerRefused where the end cannot be written; the connection is closed all the same
     */
    public synchronized void close(String ended) {
        if (closed) {
            return;
        }
        abandon();
        ledger.append(AccessEventCodec.encode(new AccessEvent.SessionClosed(
                opened.subject(), curfew.ended(ended), Duration.between(since, clock.instant()), null, traffic())));
        // Who calls this may be what a program does last when it is told to end: the ledger is not closed then.
        ledger.seal();
    }

    /** Ends it from another thread; whoever runs something in it, or will, is told why. */
    void close(Curfew.Reason reason) {
        curfew.impose(reason);
        if (relay == null) {
            stopping.cancel();
        } else if (idleSince().isEmpty()) {
            // The relay has the server stop; the other program is to hear of nothing but the reason.
            wire.abort();
        }
        try {
            close(reason.ended());
        } finally {
            curfew.isImposed();
        }
    }

    /** Closes the connection and writes nothing: for a session that never got on record as open. */
    synchronized void abandon() {
        closed = true;
        watch.stop();
        login.close();
    }

    /** Ends a session that nobody has ended otherwise: something went wrong. */
    @Override
    public void close() {
        close(wire.isLost() ? "connection lost" : "error");
    }
}

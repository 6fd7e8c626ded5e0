package io.dbvouch.cli.shell.session;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.Notification;
import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementFailed;
import io.dbvouch.access.StatementResult;
import io.dbvouch.access.TransactionStatus;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that the broker has opened. */
public final class BrokeredSession implements SqlSession {
    private final AccessSession session;

    public BrokeredSession(AccessSession session) {
        this.session = session;
    }

    @Override
    public void run(String sql, Events events) throws IOException {
        try {
            session.run(sql, new ToEvents(events));
        } catch (StatementFailed e) {
            failed(e, events);
        }
    }

    @Override
    public void run(ExtendedQuery query, Events events) throws IOException {
        ToEvents to = new ToEvents(events);
        try {
            switch (query) {
                case ExtendedQuery.WithValues with -> session.run(with.sql(), with.values(), to);
                case ExtendedQuery.Prepare prepare -> session.prepare(prepare.name(), prepare.sql(), to);
                case ExtendedQuery.Prepared prepared -> session.runPrepared(prepared.name(), prepared.values(), to);
                case ExtendedQuery.Close close -> session.closePrepared(close.name(), to);
            }
        } catch (StatementFailed e) {
            failed(e, events);
        }
    }

    @Override
    public @Nullable List<StatementResult.Column> describe(String sql, Events events) throws IOException {
        Described described = new Described(events);
        try {
            session.describe(sql, described);
        } catch (StatementFailed e) {
            failed(e, events);
            return null;
        }
        return described.columns;
    }

    /** What the server says when it ends the session comes first, and then that it has. */
    private void failed(StatementFailed e, Events events) throws IOException {
        events.error(e.said());
        if (session.isLost()) {
            throw new AccessException.Unreachable("the server has ended the session", new EOFException());
        }
    }

    @Override
    public void lookUp(String sql, Consumer<StatementResult> reader) throws IOException {
        try {
            session.lookUp(sql, new Looking(reader));
        } catch (StatementFailed _) {
            // Such as a person who may not see a catalogue.
            return;
        }
    }

    private record Looking(Consumer<StatementResult> reader) implements AccessSession.Reader {
        @Override
        public void result(StatementResult result) {
            reader.accept(result);
        }

        @Override
        public void notice(ServerWords notice) {}
    }

    @Override
    public void refuseWhenOver() {
        session.refuseWhenOver();
    }

    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public TransactionStatus transactionStatus() {
        return session.transactionStatus();
    }

    @Override
    public @Nullable String parameter(String name) {
        return session.parameter(name);
    }

    @Override
    public List<Notification> notifications() {
        return session.notifications();
    }

    @Override
    public Connected connected() {
        return new Connected(
                session.database(),
                session.user(),
                session.endpoint().host(),
                session.endpoint().port(),
                session.address(),
                session.tls().protocol(),
                session.tls().cipher(),
                session.backend().pid());
    }

    private record ToEvents(Events events) implements AccessSession.Reader {
        @Override
        public boolean wantsFirstRows() {
            return events.wantsFirstRows();
        }

        @Override
        public void result(StatementResult result) throws IOException {
            events.result(result);
        }

        @Override
        public void notice(ServerWords notice) throws IOException {
            events.notice(notice);
        }

        @Override
        public void copyOut(Source data) throws IOException {
            events.copyOut(data);
        }

        @Override
        public void copyIn(Sink data) throws IOException {
            events.copyIn(data);
        }
    }

    private static final class Described implements AccessSession.Reader {
        private final Events events;
        private List<StatementResult.Column> columns = List.of();

        Described(Events events) {
            this.events = events;
        }

        @Override
        public void result(StatementResult result) {
            List<StatementResult.Column> found = result.columns();
            columns = found == null ? List.of() : found;
        }

        @Override
        public void notice(ServerWords notice) throws IOException {
            events.notice(notice);
        }
    }
}

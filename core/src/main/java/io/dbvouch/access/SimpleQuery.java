package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.wire.Answer;
import io.dbvouch.wire.ClientEncoding;
import io.dbvouch.wire.Field;
import io.dbvouch.wire.Listener;
import io.dbvouch.wire.Row;
import io.dbvouch.wire.Said;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the answers to what has been sent to a reader, as they come, up to where the server is ready again. A reader that fails
 * is asked nothing more: what runs is cancelled, and what is still sent is dropped, so that the protocol stays in step.
 *
 * <p>A statement that fails within its first rows brings none, as with psql, unless the reader wants them; one that fails later
 * has brought some.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SIMPLE-QUERY">Simple query</a>
 */
final class SimpleQuery implements Listener {
    /** Bytes of rows that are waited for before any is handed on. */
    private static final int FIRST_ROWS = 256 * 1024;

    private final WireConnection wire;
    private final AccessSession.Reader reader;
    private final Session session;
    private final boolean describes;
    private volatile @Nullable Exception failed;
    private @Nullable Said refused;

    private SimpleQuery(WireConnection wire, AccessSession.Reader reader, Session session, boolean describes) {
        this.wire = wire;
        this.reader = reader;
        this.session = session;
        this.describes = describes;
    }

    /** What goes on beside. */
    interface Session {
        /**
         * A statement is over.
         *
         * @param last whether nothing that was sent with it is left to run
         */
        void statement(boolean failed, boolean last);

        /** Nothing is left to run of what was sent. */
        void over();

        /** As that, of what the reader has not waited for: how it has ended, nobody has heard. */
        void leftUnheard();

        /** A row has come. */
        void row();

        /** Somebody said {@code NOTIFY}. */
        void notification(Notification notification);

        /** What runs is to be stopped. */
        void cancel();
    }

    /**
     * Sends something, and takes the answers to it.
     *
     * @param describes whether what is sent asks for columns, and runs nothing
     * @throws StatementFailed where the server refuses something
     * @throws IOException what the reader failed with
     */
    static void run(WireConnection wire, Runnable send, boolean describes, AccessSession.Reader reader, Session session)
            throws StatementFailed, IOException {
        SimpleQuery answers = new SimpleQuery(wire, reader, session, describes);
        boolean over = wire.isLost();
        wire.listen(answers);
        try {
            wire.poll();
            send.run();
            answers.take();
        } catch (AccessException.Unreachable e) {
            // Such as a session that an administrator ends: the server has said why before it hung up, perhaps while
            // nothing ran.
            if (answers.refused == null && answers.failed == null && !over) {
                answers.refused = wire.farewell().orElse(null);
            }
            if (answers.refused == null) {
                answers.rethrow();
                throw e;
            }
        } finally {
            wire.listen(Listener.NONE);
        }
        answers.rethrow();
        if (answers.refused != null) {
            throw new StatementFailed(ServerWords.of(answers.refused));
        }
    }

    private void take() {
        for (Answer answer = wire.next(); answer != Answer.READY; answer = wire.next()) {
            handle(answer);
            if (failed != null) {
                session.cancel();
                Draining.toTheEnd(wire);
                session.leftUnheard();
                return;
            }
        }
        session.over();
    }

    private void handle(Answer answer) {
        switch (answer) {
            case COLUMNS -> {
                Rows rows = new Rows(wire.fields());
                if (describes || reader.wantsFirstRows() || !wire.failsWithin(FIRST_ROWS)) {
                    give(() -> reader.result(rows));
                }
                if (failed == null) {
                    rows.skip();
                }
            }
            case COMPLETE -> {
                completed();
                give(() -> reader.result(new NoRows(wire.commandTag())));
            }
            case EMPTY -> give(() -> reader.result(new NoRows("EMPTY")));
            case FAILED -> refused();
            case COPY_IN -> give(this::copyIn);
            case COPY_OUT -> give(this::copyOut);
            case ROW, COPY_DATA, COPY_DONE, PARSED, BOUND, CLOSED, NO_DATA, PARAMETERS, READY -> {
                // Nobody waits for it, or no more.
            }
        }
    }

    private void refused() {
        refused = wire.failure();
        session.statement(true, true);
    }

    private void completed() {
        session.statement(false, wire.isReadyNext());
    }

    private void copyIn() throws IOException {
        handle(wire.copyIn(to -> reader.copyIn(new CopyReader.Sink() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                to.write(bytes, from, length);
            }

            @Override
            public void giveUp(String reason) {
                to.giveUp(reason);
            }
        })));
    }

    private void copyOut() throws IOException {
        CopyOut data = new CopyOut();
        reader.copyOut(data);
        while (data.next() != null) {
            // What the reader has left is dropped.
        }
    }

    /** What a {@code COPY … TO STDOUT} brings. */
    private final class CopyOut implements CopyReader.Source {
        private boolean over;

        @Override
        public byte @Nullable [] next() {
            while (!over) {
                Answer answer = wire.next();
                if (answer == Answer.COPY_DATA) {
                    session.row();
                    return wire.copyData();
                }
                over = answer != Answer.COPY_DONE;
                if (answer == Answer.FAILED) {
                    refused();
                    throw new StatementStopped();
                }
                handle(answer);
            }
            return null;
        }
    }

    @Override
    public void notice(Said notice) {
        give(() -> reader.notice(ServerWords.of(notice)));
    }

    @Override
    public void notification(int pid, String channel, String payload) {
        session.notification(new Notification(channel, payload, pid));
    }

    @Override
    public void parameter(String name, String value) {
        if (name.equals("client_encoding") && !ClientEncoding.of(value).isSpoken()) {
            // The session knows why, see Curfew: what comes next could be read as something else than it is.
            throw new AccessException.Unreachable("client_encoding was set to " + value);
        }
    }

    private interface Gift {
        void give() throws IOException;
    }

    private void give(Gift gift) {
        if (failed == null) {
            try {
                gift.give();
            } catch (StatementStopped _) {
                // The server's words are kept.
                return;
            } catch (IOException | RuntimeException e) {
                failed = e;
            }
        }
    }

    private void rethrow() throws IOException {
        switch (failed) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failed);
        }
    }

    /** Takes a reader out of the middle of a result. */
    private static final class StatementStopped extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        StatementStopped() {
            super("the statement failed", null, false, false);
        }
    }

    private record NoRows(String commandTag) implements StatementResult {
        @Override
        public @Nullable List<Column> columns() {
            return null;
        }

        @Override
        public boolean next() {
            return false;
        }

        @Override
        public @Nullable String value(int column) {
            throw new IllegalStateException("there are no rows");
        }
    }

    /** One statement's rows, from the wire. */
    private final class Rows implements StatementResult {
        private final List<Column> columns;
        private boolean over;
        private String commandTag = "";

        Rows(List<Field> fields) {
            List<Column> all = new ArrayList<>(fields.size());
            for (Field field : fields) {
                all.add(new Column(field.name(), field.typeOid(), field.typeModifier()));
            }
            columns = List.copyOf(all);
            over = describes;
        }

        @Override
        public List<Column> columns() {
            return columns;
        }

        @Override
        public boolean next() {
            if (over) {
                return false;
            }
            Answer answer = wire.next();
            if (answer == Answer.ROW) {
                session.row();
                return true;
            }
            over = true;
            if (answer == Answer.FAILED) {
                refused();
                throw new StatementStopped();
            }
            if (answer == Answer.COMPLETE) {
                completed();
                commandTag = wire.commandTag();
            }
            return false;
        }

        /** What the reader has left. */
        void skip() {
            give(() -> {
                while (next()) {
                    // Dropped.
                }
            });
        }

        @Override
        public @Nullable String value(int column) {
            return wire.row().text(column);
        }

        @Override
        public Row row() {
            return wire.row();
        }

        @Override
        public String commandTag() {
            return commandTag;
        }
    }
}

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.wire.Answer;
import io.dbvouch.wire.Field;
import io.dbvouch.wire.Listener;
import io.dbvouch.wire.Row;
import io.dbvouch.wire.Said;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the answers to what has been sent to a reader, as they come, up to where the server is ready again. A reader that fails
 * is asked nothing more: what runs is cancelled, and what is still sent is dropped, so that the protocol stays in step.
 *
 * <p>A statement that fails within its first rows brings none, as with psql; one that fails later has brought some.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-SIMPLE-QUERY">Simple query</a>
 */
final class SimpleQuery implements Listener {
    /** Bytes of rows that are waited for before any is handed on. */
    private static final int FIRST_ROWS = 256 * 1024;

    private final WireConnection wire;
    private final AccessSession.Reader reader;
    private final Counter counter;
    private final Runnable cancel;
    private volatile @Nullable Exception failed;
    private @Nullable Said refused;

    private SimpleQuery(WireConnection wire, AccessSession.Reader reader, Counter counter, Runnable cancel) {
        this.wire = wire;
        this.reader = reader;
        this.counter = counter;
        this.cancel = cancel;
    }

    /** What is counted. */
    interface Counter {
        void statement(boolean failed);

        void row();
    }

    /**
     * Takes the answers to what has been sent.
     *
     * @param cancel stops what runs
     * @throws StatementFailed where the server refuses something
     * @throws IOException what the reader failed with
     */
    static void answer(WireConnection wire, AccessSession.Reader reader, Counter counter, Runnable cancel)
            throws StatementFailed, IOException {
        SimpleQuery answers = new SimpleQuery(wire, reader, counter, cancel);
        wire.listen(answers);
        try {
            answers.take();
        } catch (AccessException.Unreachable e) {
            // Such as a session that an administrator ends: the server has said why before it hung up.
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
                cancel.run();
                Draining.toTheEnd(wire);
                return;
            }
        }
    }

    private void handle(Answer answer) {
        switch (answer) {
            case COLUMNS -> {
                Rows rows = new Rows(wire.fields());
                if (!wire.failsWithin(FIRST_ROWS)) {
                    give(() -> reader.result(rows));
                }
                if (failed == null) {
                    rows.skip();
                }
            }
            case COMPLETE -> {
                counter.statement(false);
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
        counter.statement(true);
    }

    private void copyIn() throws IOException {
        try (InputStream data = reader.copyIn(wire.copyFormat())) {
            if (data == null) {
                wire.refuseCopy("there is no data to copy here");
                return;
            }
            handle(wire.copyIn(data));
        }
    }

    private void copyOut() throws IOException {
        try (OutputStream to = reader.copyOut(wire.copyFormat())) {
            if (to == null) {
                throw new AccessException.Failed("there is nowhere to copy to here");
            }
            Answer answer = wire.next();
            for (; answer == Answer.COPY_DATA; answer = wire.next()) {
                wire.copyTo(to);
                counter.row();
            }
            handle(answer);
        }
    }

    @Override
    public void notice(Said notice) {
        give(() -> reader.notice(ServerWords.of(notice)));
    }

    @Override
    public void notification(int pid, String channel, String payload) {
        give(() -> reader.notification(pid, channel, payload));
    }

    @Override
    public void parameter(String name, String value) {
        if (name.equals("client_encoding") && !value.equals("UTF8")) {
            throw new AccessException.Unreachable("client_encoding was set to " + value
                            + ": the session is over, as what is sent and shown here is UTF-8")
                    .hint("leave client_encoding as it is");
        }
        give(() -> reader.parameter(name, value));
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
                all.add(new Column(field.name(), field.typeOid()));
            }
            columns = List.copyOf(all);
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
                counter.row();
                return true;
            }
            over = true;
            if (answer == Answer.FAILED) {
                refused();
                throw new StatementStopped();
            }
            if (answer == Answer.COMPLETE) {
                counter.statement(false);
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

package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.access.AccessSession;
import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementFailed;
import io.dbvouch.access.StatementResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An {@link AccessSession} in which users are administered. Closing it ends the session. */
public final class BrokeredSqlSession implements SqlSession {
    /** {@code query_canceled} of PostgreSQL's appendix A, which a server also says where a statement takes too long. */
    private static final String CANCELED = "57014";

    private final AccessSession session;
    private final BooleanSupplier stopped;

    /**
     * In an open session.
     *
     * @param stopped whether the person has stopped it: nothing more is run then
     */
    public BrokeredSqlSession(AccessSession session, BooleanSupplier stopped) {
        this.session = session;
        this.stopped = stopped;
    }

    @Override
    public List<@Nullable String[]> run(String sql) throws SqlRefused {
        refuseWhenStopped();
        Rows rows = new Rows();
        try {
            session.run(sql, rows);
        } catch (StatementFailed e) {
            if (CANCELED.equals(e.said().sqlState())) {
                refuseWhenStopped();
            }
            throw new SqlRefused(
                    Objects.requireNonNullElse(e.said().sqlState(), ""),
                    e.said().message(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("rows are kept in memory", e);
        }
        return rows.rows;
    }

    private void refuseWhenStopped() {
        if (stopped.getAsBoolean()) {
            throw new AccessException.Interrupted("interrupted");
        }
    }

    private static final class Rows implements AccessSession.Reader {
        private final List<@Nullable String[]> rows = new ArrayList<>();

        @Override
        public void result(StatementResult result) {
            List<StatementResult.Column> columns = result.columns();
            if (columns == null) {
                return;
            }
            while (result.next()) {
                @Nullable String[] row = new String[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.value(i);
                }
                rows.add(row);
            }
        }

        @Override
        public void notice(ServerWords notice) {
            // Such as that a membership was there already: the catalogue tells.
        }
    }

    @Override
    public boolean byPassword() {
        return session.byPassword();
    }

    @Override
    public void close() {
        session.close("done");
    }
}

package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session over plain JDBC that keeps what is run, and can be made to break. */
final class TestSession implements SqlSession {
    private final Connection connection;
    private final boolean byPassword;
    private final List<String> ran = new ArrayList<>();
    private int breakAt = -1;
    private int stopAt = Integer.MAX_VALUE;
    private boolean afterwards;

    TestSession(Connection connection, boolean byPassword) {
        this.connection = connection;
        this.byPassword = byPassword;
    }

    /** What was run, in order. */
    List<String> ran() {
        return ran;
    }

    /**
     * Loses the connection at a statement.
     *
     * @param statement which one, from 0, of those that are yet to come
     * @param afterwards whether the server gets to run it, and only the answer is lost
     */
    void breakAt(int statement, boolean afterwards) {
        this.breakAt = ran.size() + statement;
        this.afterwards = afterwards;
    }

    /** Is stopped by the person at a statement, from 0, of those that are yet to come. */
    void stopAt(int statement) {
        this.stopAt = ran.size() + statement;
    }

    @Override
    public List<@Nullable String[]> run(String sql) throws SqlRefused {
        if (ran.size() >= stopAt) {
            throw new AccessException.Interrupted("interrupted");
        }
        boolean breaks = ran.size() == breakAt;
        ran.add(sql);
        if (breaks && !afterwards) {
            throw lost();
        }
        List<@Nullable String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (statement.execute(sql)) {
                read(statement.getResultSet(), rows);
            }
        } catch (SQLException e) {
            String state = Objects.requireNonNullElse(e.getSQLState(), "");
            if (state.startsWith("08") || state.startsWith("57P")) {
                throw new AccessException.Unreachable("the connection to the server was lost", e);
            }
            throw new SqlRefused(state, String.valueOf(e.getMessage()), e);
        }
        if (breaks) {
            throw lost();
        }
        return rows;
    }

    private static void read(ResultSet result, List<@Nullable String[]> rows) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            @Nullable String[] row = new String[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = result.getString(i + 1);
            }
            rows.add(row);
        }
    }

    private AccessException lost() {
        close();
        return new AccessException.Unreachable("the connection to the server was lost");
    }

    @Override
    public boolean byPassword() {
        return byPassword;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

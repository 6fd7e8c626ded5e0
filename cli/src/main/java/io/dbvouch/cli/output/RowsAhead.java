package io.dbvouch.cli.output;

import io.dbvouch.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that come as they are asked for, until somebody who takes his time is to read them: then all that are left are fetched and
 * held, so that nobody else has to wait for him, such as a server that has locked what it reads.
 *
 * @param <E> what reading a row may fail with
 */
public final class RowsAhead<E extends Exception> implements RowSource<E> {
    private final RowSource<E> rows;
    private final Reader reader;
    private final @Nullable String[] row;
    private @Nullable RowBuffer held;
    /** How many are held, and not yet read. */
    private long left;

    /** Who may take his time. */
    public interface Reader {
        /** Whether he is there, and waits. */
        boolean isWaiting();

        /** All rows are here: he may begin. */
        void begin();

        /** They will not be here, as reading them has failed: he gets none. */
        void leave();
    }

    /** The rows, for a reader who may come. */
    public RowsAhead(RowSource<E> rows, Reader reader) {
        this.rows = rows;
        this.reader = reader;
        this.row = new @Nullable String[rows.columns().size()];
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() throws E {
        if (held == null && reader.isWaiting()) {
            held = rest();
            reader.begin();
        }
        if (held == null) {
            return rows.next();
        }
        if (left == 0) {
            return false;
        }
        left--;
        for (int i = 0; i < row.length; i++) {
            row[i] = held.nextOrNull();
        }
        return true;
    }

    private RowBuffer rest() throws E {
        RowBuffer rest = new RowBuffer();
        boolean whole = false;
        try {
            while (rows.next()) {
                left++;
                for (int i = 0; i < row.length; i++) {
                    add(rows.value(i), rest);
                }
            }
            whole = true;
        } finally {
            if (!whole) {
                reader.leave();
            }
        }
        rest.rewind();
        return rest;
    }

    private static void add(@Nullable String value, RowBuffer to) {
        if (value == null) {
            to.addNull();
        } else {
            to.add(value, Utf8.keepsBytes(value));
        }
    }

    @Override
    public @Nullable String value(int column) throws E {
        return held == null ? rows.value(column) : row[column];
    }

    @Override
    public byte @Nullable [] utf8() throws E {
        return held == null ? rows.utf8() : null;
    }

    @Override
    public int start(int column) throws E {
        return rows.start(column);
    }

    @Override
    public int length(int column) throws E {
        return rows.length(column);
    }

    @Override
    public String commandTag() throws E {
        return rows.commandTag();
    }
}

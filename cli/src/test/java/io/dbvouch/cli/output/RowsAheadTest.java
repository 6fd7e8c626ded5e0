package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsAheadTest {
    private static final Column A = new Column("a", ColumnType.TEXT);
    private static final Column B = new Column("b", ColumnType.TEXT);

    private final List<String> told = new ArrayList<>();
    private boolean waiting;

    private final RowsAhead.Reader reader = new RowsAhead.Reader() {
        @Override
        public boolean isWaiting() {
            return waiting;
        }

        @Override
        public void begin() {
            told.add("begin");
        }

        @Override
        public void leave() {
            told.add("leave");
        }
    };

    /** Says how many rows have been read. */
    private static final class Counting implements RowSource<RuntimeException> {
        private final RowSource<RuntimeException> rows;
        private final int failing;
        private int read;

        Counting(ResultTable table, int failing) {
            rows = table.source();
            this.failing = failing;
        }

        @Override
        public List<Column> columns() {
            return rows.columns();
        }

        @Override
        public boolean next() {
            read++;
            if (read == failing) {
                throw new IllegalStateException("division by zero");
            }
            return rows.next();
        }

        @Override
        public @Nullable String value(int column) {
            return rows.value(column);
        }

        @Override
        public String commandTag() {
            return rows.commandTag();
        }
    }

    private static ResultTable table() {
        return new ResultTable(A, B)
                .row("1", "é")
                .row(null, "")
                .row("", null)
                .row("\uDCE9", "日本")
                .row("5", "x".repeat(100_000));
    }

    private static String row(RowSource<RuntimeException> rows) {
        return rows.value(0) + "|" + rows.value(1);
    }

    @Test
    void next_nobodyWaits_areReadAsTheyAreAskedFor() {
        Counting source = new Counting(table(), 0);
        RowsAhead<RuntimeException> rows = new RowsAhead<>(source, reader);

        assertThat(rows.next()).isTrue();
        assertThat(row(rows)).isEqualTo("1|é");
        assertThat(source.read).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void next_somebodyWaits_allAreReadBeforeHeBegins() {
        Counting source = new Counting(table(), 0);
        RowsAhead<RuntimeException> rows = new RowsAhead<>(source, reader);
        List<String> read = new ArrayList<>();

        assertThat(rows.next()).isTrue();
        waiting = true;
        assertThat(row(rows)).isEqualTo("1|é");
        assertThat(rows.next()).isTrue();
        assertThat(source.read).isEqualTo(6);
        assertThat(told).containsExactly("begin");
        do {
            read.add(row(rows));
        } while (rows.next());

        assertThat(read).containsExactly("null|", "|null", "\uDCE9|日本", "5|" + "x".repeat(100_000));
        assertThat(rows.next()).isFalse();
        assertThat(rows.commandTag()).isEqualTo("SELECT 5");
        assertThat(told).containsExactly("begin");
    }

    @Test
    void next_whatIsLeftCannotBeRead_heGetsNothing() {
        RowsAhead<RuntimeException> rows = new RowsAhead<>(new Counting(table(), 4), reader);

        assertThat(rows.next()).isTrue();
        waiting = true;

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(rows::next);
        assertThat(told).containsExactly("leave");
    }
}

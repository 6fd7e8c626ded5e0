package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags after rows are in {@link PsqlResultTest}. */
class ResultPrinterTest {
    private static final UnalignedFormat TEXT = new UnalignedFormat(TableOptions.DEFAULTS);

    @Test
    void tag_ofStatementWithoutResult_isLine() {
        assertThat(printed(TEXT, false)).isEqualTo("CREATE TABLE\n");
    }

    @Test
    void tag_whenQuiet_isNotPrinted() {
        assertThat(printed(TEXT, true)).isEmpty();
    }

    @Test
    void tag_amongJsonLines_isNotPrinted() {
        assertThat(printed(new JsonLinesFormat(), false)).isEmpty();
    }

    private static String printed(ResultFormat format, boolean quiet) {
        return Written.by(sink -> new ResultPrinter(format, sink, quiet).printTag("CREATE TABLE"));
    }

    @Test
    void failure_ofTheRows_comesThrough_afterWhatWasRead() {
        String written = Written.by(sink -> assertThatIllegalStateException()
                .isThrownBy(() -> new ResultPrinter(TEXT, sink, false).print(new OneRowThenFailure()))
                .withMessage("connection lost"));

        assertThat(written).isEqualTo("a\n1");
    }

    private static final class OneRowThenFailure implements RowSource<IllegalStateException> {
        private boolean read;

        @Override
        public List<Column> columns() {
            return List.of(Column.text("a"));
        }

        @Override
        public boolean next() {
            if (read) {
                throw new IllegalStateException("connection lost");
            }
            read = true;
            return true;
        }

        @Override
        public String value(int column) {
            return "1";
        }

        @Override
        public String commandTag() {
            throw new AssertionError("not reached");
        }
    }
}

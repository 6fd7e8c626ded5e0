package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
    @Test
    void write_rowsThatFail_throwsItAfterWhatWasRead() {
        UnalignedFormat format = new UnalignedFormat(TableOptions.DEFAULTS);

        String written = Written.by(sink -> assertThatIllegalStateException()
                .isThrownBy(() -> format.write(new OneRowThenFailure(), sink))
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

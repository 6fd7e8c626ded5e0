package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals, and where values come from; what is written is in {@link PsqlResultTest}. */
class CsvFormatTest {
    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '\r', '\0', 'é', '東'})
    void separator_thatPsqlRefuses_isRefused(char separator) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CsvFormat(TableOptions.DEFAULTS, separator));
    }

    /** Whether a source has bytes or text is nothing that one sees in the file. */
    @Test
    void values_asBytes_areWrittenAsTheSameText() {
        String[] values = {
            "",
            "plain",
            "é東\uD83D\uDE00",
            "a,b",
            "a;b",
            "say \"x\"",
            "two\nlines",
            "cr\r",
            "\\.",
            "\\",
            ".",
            "x".repeat(100_000),
            null
        };
        ResultTable table = new ResultTable(Column.text("a"), Column.number("b,c"));
        for (String value : values) {
            table.row(value, "1");
            table.row("1", value);
        }
        for (char separator : new char[] {',', ';', '.', '\\', '\t'}) {
            for (boolean expanded : new boolean[] {false, true}) {
                CsvFormat format = new CsvFormat(
                        TableOptions.DEFAULTS.withExpanded(expanded).withNullText("nu,ll"), separator);

                assertThat(Written.by(sink -> format.write(new InBytes(table.source()), sink)))
                        .isEqualTo(Written.by(format, table));
            }
        }
    }

    /** A source that has its values in one buffer, as they come from a server. */
    private static final class InBytes implements RowSource<RuntimeException> {
        private final RowSource<RuntimeException> rows;
        private byte[] bytes = {};
        private int[] starts = {};
        private int[] lengths = {};

        InBytes(RowSource<RuntimeException> rows) {
            this.rows = rows;
        }

        @Override
        public List<Column> columns() {
            return rows.columns();
        }

        @Override
        public boolean next() {
            if (!rows.next()) {
                return false;
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            starts = new int[columns().size()];
            lengths = new int[columns().size()];
            for (int i = 0; i < starts.length; i++) {
                String value = rows.value(i);
                byte[] text = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                all.write('"');
                starts[i] = all.size();
                lengths[i] = value == null ? -1 : text.length;
                all.writeBytes(text);
            }
            bytes = all.toByteArray();
            return true;
        }

        @Override
        public @Nullable String value(int column) {
            return rows.value(column);
        }

        @Override
        public byte[] utf8() {
            return bytes;
        }

        @Override
        public int start(int column) {
            return starts[column];
        }

        @Override
        public int length(int column) {
            return lengths[column];
        }

        @Override
        public String commandTag() {
            return rows.commandTag();
        }
    }
}

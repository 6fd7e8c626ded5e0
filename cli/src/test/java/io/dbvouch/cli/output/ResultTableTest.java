package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void source_readsEveryRow_anyNumberOfTimes() {
        ResultTable table = new ResultTable(Column.text("a"), Column.text("b"))
                .row("1", null)
                .row("2", "x");

        for (int i = 0; i < 2; i++) {
            RowSource<RuntimeException> source = table.source();
            assertThat(source.next()).isTrue();
            assertThat(source.value(0)).isEqualTo("1");
            assertThat(source.value(1)).isNull();
            assertThat(source.next()).isTrue();
            assertThat(source.value(1)).isEqualTo("x");
            assertThat(source.next()).isFalse();
            assertThat(source.next()).isFalse();
            assertThat(source.commandTag()).isEqualTo("SELECT 2");
        }
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void row_ofAnotherWidth_isRefused() {
        ResultTable table = new ResultTable(Column.text("a"));

        assertThatIllegalArgumentException().isThrownBy(() -> table.row("1", "2"));
        assertThatIllegalArgumentException().isThrownBy(table::row);
    }
}

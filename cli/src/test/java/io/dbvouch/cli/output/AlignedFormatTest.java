package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What psql does not do, or not in every version; the rest is in {@link PsqlResultTest}. */
class AlignedFormatTest {
    @Test
    void bidirectionalControl_isShownAndMeasured() {
        ResultTable table = new ResultTable(Column.text("a"), Column.text("b"))
                .row("\u202Ex", "1")
                .row("12345678", "2");

        assertThat(Written.by(new AlignedFormat(TableOptions.DEFAULTS), table))
                .isEqualTo("""
                        a     | b
                    ----------+---
                     \\u202Ex  | 1
                     12345678 | 2
                    (2 rows)

                    """.replace("| b\n", "| b \n"));
    }

    @Test
    void formatCharacter_takesNoColumn() {
        ResultTable table = new ResultTable(Column.text("a"), Column.text("b"))
                .row("\u200Fx\u200D", "1")
                .row("👩\u200D💻", "2");

        assertThat(Written.by(new AlignedFormat(TableOptions.DEFAULTS.withTuplesOnly(true)), table))
                .isEqualTo(" \u200Fx\u200D    | 1\n 👩\u200D💻 | 2\n\n");
    }

    @Test
    void title_ofSeveralLines_isSafe() {
        ResultTable table = new ResultTable(Column.text("a"));

        assertThat(Written.by(new AlignedFormat(TableOptions.DEFAULTS.withTitle("one\ntwo\u001B[0m")), table))
                .isEqualTo("one\ntwo\\x1B[0m\n a \n---\n(0 rows)\n\n");
    }

    @Test
    void result_largerThanOneBlock_isWhole() {
        ResultTable table = new ResultTable(Column.number("n"), Column.text("t"));
        StringBuilder expected = new StringBuilder();
        for (int i = 100_000; i < 150_000; i++) {
            String text = "é".repeat(i % 50);
            table.row(Integer.toString(i), text);
            expected.append(' ').append(i).append(" | ").append(text).append('\n');
        }
        String huge = "x".repeat(3_000_000);
        table.row("150000", huge).row("150001", "");
        expected.append(" 150000 | ").append(huge).append("\n 150001 | \n\n");

        assertThat(Written.by(new AlignedFormat(TableOptions.DEFAULTS.withTuplesOnly(true)), table))
                .isEqualTo(expected.toString());
    }
}

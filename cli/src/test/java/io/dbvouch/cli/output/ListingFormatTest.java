package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListingFormatTest {
    @Test
    void rows_standInColumns_withoutBlanksAtTheEnd() {
        ResultTable table = new ResultTable(Column.text("name"), Column.number("port"), Column.text("user"))
                .row("prod", "5432", "arianna")
                .row("東京", "15432", null)
                .row("long name", null, "")
                .row("a\nb\tc\u001B[0m", "1", "x");

        assertThat(Written.by(new ListingFormat(), table)).isEqualTo("""
            name             port  user
            prod             5432  arianna
            東京            15432
            long name
            a\\nb\\tc\\x1B[0m      1  x
            """);
    }

    @Test
    void listing_withoutRows_isNothing() {
        assertThat(Written.by(new ListingFormat(), new ResultTable(Column.text("name"))))
                .isEmpty();
    }
}

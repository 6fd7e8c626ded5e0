package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollingListingTest {
    private static final List<String> NAMES = List.of("time", "event", "what");

    private final StringBuilder written = new StringBuilder();

    private final TextSink out = new TextSink() {
        @Override
        public void write(char unit) {
            written.append(unit);
        }

        @Override
        public void write(String text, int start, int end) {
            written.append(text, start, end);
        }

        @Override
        public void flush() {}
    };

    private RollingListing listing(Map<String, String> environment) {
        return new RollingListing(NAMES, 1, Colour.of(environment, true), out);
    }

    private static void add(RollingListing listing, Colour.@Nullable Style style, String... cells) throws IOException {
        listing.row(style, List.of(cells));
    }

    @Test
    void write_fewRows_isAListing() throws IOException {
        RollingListing listing = new RollingListing(NAMES, 1, Colour.none(), out);
        ResultTable table = new ResultTable(Column.text("time"), Column.text("event"), Column.text("what"));
        for (String[] row : new String[][] {{"1", "opened", ""}, {"22222", "", "x\ny"}, {"", "é", "\u001B[31m"}}) {
            listing.row(Colour.Style.RED, List.of(row));
            table.row(row);
        }
        listing.write();

        assertThat(written).hasToString(Written.by(new ListingFormat(), table));
        assertThat(written.toString()).contains("x\\ny", "\\x1B[31m");
    }

    @Test
    void write_nothing_isNothing() throws IOException {
        listing(Map.of()).write();

        assertThat(written).isEmpty();
    }

    @Test
    void write_again_goesOnWithoutNamesInColumnsAsWideAsNeeded() throws IOException {
        RollingListing listing = new RollingListing(NAMES, 1, Colour.none(), out);
        add(listing, null, "1", "a", "x");
        listing.write();
        listing.write();
        add(listing, null, "123456", "b", "x");
        listing.write();
        add(listing, null, "1", "c", "x");
        listing.write();

        assertThat(written).hasToString("""
            time  event  what
            1     a      x
            123456  b      x
            1       c      x
            """);
    }

    @Test
    void row_thousands_areWrittenBeforeTheEnd() throws IOException {
        RollingListing listing = new RollingListing(NAMES, 1, Colour.none(), out);
        for (int i = 0; i < 2500; i++) {
            add(listing, null, Integer.toString(i), "e", "w");
        }

        assertThat(written.toString().lines()).hasSize(2001);
        listing.write();
        assertThat(written.toString().lines()).hasSize(2501);
    }

    @Test
    void row_colour_isOnTheNamesAndOneColumnAndTakesNoWidth() throws IOException {
        RollingListing listing = listing(Map.of("TERM", "xterm"));
        add(listing, Colour.Style.RED, "1", "refused", "x");
        add(listing, null, "2", "closed", "x");
        listing.write();

        assertThat(written).hasToString("""
            \u001B[1mtime\u001B[0m  \u001B[1mevent\u001B[0m    \u001B[1mwhat\u001B[0m
            1     \u001B[31mrefused\u001B[0m  x
            2     closed   x
            """);
    }

    @Test
    void row_colourRefused_hasNone() throws IOException {
        RollingListing listing = listing(Map.of("TERM", "xterm", "NO_COLOR", "1"));
        add(listing, Colour.Style.RED, "1", "refused", "x");
        listing.write();

        assertThat(written.toString()).doesNotContain("\u001B");
    }
}

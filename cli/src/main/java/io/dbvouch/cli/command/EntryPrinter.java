package io.dbvouch.cli.command;

import io.dbvouch.access.EntryView;
import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.RollingListing;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.export.CsvFormat;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints entries one by one. */
sealed interface EntryPrinter {
    /** Takes the next one. */
    void print(EntryView entry) throws IOException;

    /** Writes and flushes what it holds back. */
    void flush() throws IOException;

    /** The lines to the letter, so that they can be hashed. */
    record Json(TextSink out) implements EntryPrinter {
        @Override
        public void print(EntryView entry) throws IOException {
            out.write(entry.line());
            out.write('\n');
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** As {@code ledger export --format csv} writes them. */
    record Csv(TextSink out) implements EntryPrinter {
        /** Begins with the header, as there may be no entry. */
        static Csv begin(TextSink out) throws IOException {
            out.write(new CsvFormat().header());
            return new Csv(out);
        }

        @Override
        public void print(EntryView entry) throws IOException {
            out.write(new CsvFormat().line(entry));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** For people. */
    final class Text implements EntryPrinter {
        private static final int EVENT = 1;

        private final TextSink out;
        private final RollingListing listing;

        Text(TextSink out, Colour colour) {
            this.out = out;
            listing = new RollingListing(
                    List.of("time", "event", "person", "target", "session", "what"), EVENT, colour, out);
        }

        @Override
        public void print(EntryView entry) throws IOException {
            listing.row(
                    style(entry.event()),
                    List.of(
                            Times.exact(entry.time()),
                            entry.event(),
                            entry.person().orElse(""),
                            entry.target().orElse(""),
                            entry.session().orElse(""),
                            entry.summary()));
        }

        private static Colour.@Nullable Style style(String event) {
            return switch (event) {
                case "session.refused", "login.failed" -> Colour.Style.RED;
                case "session.opened", "login.succeeded" -> Colour.Style.GREEN;
                case "token.issued", "role.assumed" -> Colour.Style.CYAN;
                case "ledger.recovered", "ledger.pruned", "clock.jumped" -> Colour.Style.YELLOW;
                default -> null;
            };
        }

        @Override
        public void flush() throws IOException {
            listing.write();
            out.flush();
        }
    }
}

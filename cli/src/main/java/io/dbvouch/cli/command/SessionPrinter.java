package io.dbvouch.cli.command;

import io.dbvouch.cli.output.Colour;
import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.JsonLinesFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.RollingListing;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.export.CsvLine;
import io.dbvouch.search.FoundSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints sessions, one line each. */
sealed interface SessionPrinter {
    /** Takes the next one. */
    void print(FoundSession session) throws IOException;

    /** Writes and flushes what it holds back. */
    void flush() throws IOException;

    /** What there is to say of a session, in the order of the columns. */
    record Line(List<Column> columns) {
        static final Line ALL = new Line(List.of(
                Column.text("session"),
                Column.text("person"),
                Column.text("target"),
                Column.text("database"),
                Column.text("db_user"),
                Column.text("started"),
                Column.text("ended"),
                Column.number("lasted_ms"),
                Column.text("how"),
                new Column("running", ColumnType.BOOLEAN)));

        List<@Nullable String> values(FoundSession session) {
            List<@Nullable String> values = new ArrayList<>();
            values.add(session.id());
            values.add(session.person());
            values.add(session.target());
            values.add(session.database());
            values.add(session.user());
            values.add(session.started().toString());
            values.add(session.ended() == null ? null : session.ended().toString());
            values.add(
                    session.lasted() == null
                            ? null
                            : Long.toString(session.lasted().toMillis()));
            values.add(session.how());
            values.add(session.isSeenRunning() ? "t" : null);
            return values;
        }
    }

    /** One object a line. */
    record Json(TextSink out) implements SessionPrinter {
        @Override
        public void print(FoundSession session) throws IOException {
            ResultTable table = new ResultTable(Line.ALL.columns());
            table.row(Line.ALL.values(session).toArray(String[]::new));
            new JsonLinesFormat().write(table.source(), out);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** One row each. */
    record Csv(TextSink out) implements SessionPrinter {
        /** Begins with the header, as there may be no session. */
        static Csv begin(TextSink out) throws IOException {
            out.write(CsvLine.of(Line.ALL.columns().stream().map(Column::name).toList()));
            return new Csv(out);
        }

        @Override
        public void print(FoundSession session) throws IOException {
            out.write(CsvLine.of(Line.ALL.values(session).stream()
                    .map(value -> Objects.requireNonNullElse(value, ""))
                    .toList()));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** For people. */
    final class Text implements SessionPrinter {
        private static final int HOW = 5;

        private final TextSink out;
        private final RollingListing listing;

        Text(TextSink out, Colour colour) {
            this.out = out;
            listing = new RollingListing(
                    List.of("started", "length", "person", "target", "database", "ended", "session"), HOW, colour, out);
        }

        @Override
        public void print(FoundSession session) throws IOException {
            listing.row(
                    style(session),
                    List.of(
                            Times.exact(session.started()),
                            session.lasted() == null ? "" : Times.precise(session.lasted()),
                            Objects.requireNonNullElse(session.person(), ""),
                            Objects.requireNonNullElse(session.target(), ""),
                            Objects.requireNonNullElse(session.database(), ""),
                            session.isSeenRunning() ? session.how() + ", running" : session.how(),
                            session.id()));
        }

        private static Colour.@Nullable Style style(FoundSession session) {
            if (session.ended() == null) {
                return Colour.Style.YELLOW;
            }
            return session.how().startsWith("refused") ? Colour.Style.RED : null;
        }

        @Override
        public void flush() throws IOException {
            listing.write();
            out.flush();
        }
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.cli.output.JsonLinesFormat;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.output.ListingFormat;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.TextSink;
import java.io.IOException;

/** Text for people, or JSON for programs. */
final class OutputChoice implements Model.Shared {
    Format format = Format.text;

    /** As it is written on the command line. */
    enum Format {
        text,
        json
    }

    boolean json() {
        return format == Format.json;
    }

    /** Prints one thing of several values. */
    void print(KeyValueTable table, TextSink out) throws IOException {
        if (json()) {
            table.writeJson(out);
        } else {
            table.writeText(out);
        }
        out.flush();
    }

    /** Prints a list; as text nothing at all where it is empty. */
    void print(ResultTable table, TextSink out) throws IOException {
        if (json()) {
            new JsonLinesFormat().write(table.source(), out);
        } else if (table.size() > 0) {
            new ListingFormat().write(table.source(), out);
        }
        out.flush();
    }

    @Override
    public void addTo(Model model) {
        model.choice(
                Format.values(),
                "text (default), or json: one object a line",
                value -> format = value,
                "-o",
                "--output");
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.access.Folders;
import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.export.CefFormat;
import io.dbvouch.export.CsvFormat;
import io.dbvouch.export.EntryFormat;
import io.dbvouch.export.OcsfFormat;
import io.dbvouch.ledger.Exported;
import io.dbvouch.ledger.LedgerReader;
import io.dbvouch.ledger.TileExport;
import io.dbvouch.search.EntryFilter;
import io.dbvouch.search.LedgerSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger export}. */
final class LedgerExportCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    @Nullable
    Path tiles;

    @Nullable
    Format format;

    @Nullable
    String output;

    final EntryChoice entries = new EntryChoice();

    final LedgerArgument ledger = new LedgerArgument();

    /** As it is written on the command line. */
    enum Format {
        ocsf,
        cef,
        csv
    }

    LedgerExportCommand(Invocation invocation) {
        this.invocation = invocation;
        Model model = new Model(this, "export", "Write the ledger in a form that other tools read.")
                .path(
                        "DIR",
                        "static files as in c2sp.org/tlog-tiles; an earlier export of the ledger is extended",
                        value -> tiles = value,
                        "--tiles")
                .choice(
                        Format.values(),
                        "a line for each entry: OCSF 1.6.0 events as JSON, CEF, or CSV",
                        value -> format = value,
                        "--format")
                .text(
                        "FILE",
                        "with --format: write to a file, instead of standard output; with --tiles: text (default)"
                                + " or json",
                        value -> output = value,
                        "-o",
                        "--output")
                .with(ledger);
        entries.addTimes(model);
        spec = model.spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        if (tiles == null && format == null) {
            throw usage("say what to write: --tiles DIR, or --format ocsf, cef or csv");
        }
        if (tiles != null && format != null) {
            throw usage("--tiles and --format are two exports: name one");
        }
        EntryFilter filter = entries.filter(invocation, spec.commandLine());
        if (tiles != null) {
            if (!filter.isAll()) {
                throw usage("--tiles writes all entries: leave --since and --until out");
            }
            exportTiles(tiles);
        } else if (output == null) {
            TextSink out = invocation.out();
            write(filter, StandardStream.OUTPUT.isTerminal() ? new TerminalSafe(out) : out);
        } else {
            OutputFile.write(Path.of(output), sink -> write(filter, sink));
        }
        return ExitCode.DONE;
    }

    private void write(EntryFilter filter, TextSink out) throws IOException {
        EntryFormat as =
                switch (format) {
                    case ocsf -> new OcsfFormat(invocation.version());
                    case cef -> new CefFormat(invocation.version());
                    case csv -> new CsvFormat();
                    case null -> throw new IllegalStateException("no format");
                };
        LedgerReader reader = LedgerReader.open(ledger.folder(invocation));
        out.write(as.header());
        try (LedgerSearch search =
                new LedgerSearch(reader, Folders.of(invocation.environment()).cache())) {
            search.each(filter, 0, entry -> out.write(as.line(entry)));
        }
        out.flush();
    }

    private void exportTiles(Path to) throws IOException {
        OutputChoice choice = new OutputChoice();
        if (output != null) {
            choice.format = switch (output) {
                case "text" -> OutputChoice.Format.text;
                case "json" -> OutputChoice.Format.json;
                default -> throw usage("with --tiles, -o takes text or json");
            };
        }
        Exported exported = TileExport.run(ledger.folder(invocation), to);
        KeyValueTable table = new KeyValueTable()
                .add("folder", to.toString())
                .add("origin", exported.checkpoint().origin())
                .add("entries", exported.checkpoint().size())
                .add("new", exported.checkpoint().size() - exported.before())
                .add("root", exported.checkpoint().root().base64())
                .add("vkey", exported.key().format());
        choice.print(table, invocation.out());
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}

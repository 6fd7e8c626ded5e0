package io.dbvouch.cli.command;

import io.dbvouch.cli.output.KeyValueTable;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.ledger.Exported;
import io.dbvouch.ledger.TileExport;
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

    LedgerArgument ledger = new LedgerArgument();

    OutputChoice output = new OutputChoice();

    LedgerExportCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "export", "Write the ledger in a form that other tools read.")
                .path(
                        "DIR",
                        "static files as in c2sp.org/tlog-tiles; an earlier export of the ledger is extended",
                        value -> tiles = value,
                        "--tiles")
                .with(ledger)
                .with(output)
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        if (tiles == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say what to write: --tiles DIR");
        }
        Exported exported = TileExport.run(ledger.folder(invocation), tiles);
        KeyValueTable table = new KeyValueTable()
                .add("folder", tiles.toString())
                .add("origin", exported.checkpoint().origin())
                .add("entries", exported.checkpoint().size())
                .add("new", exported.checkpoint().size() - exported.before())
                .add("root", exported.checkpoint().root().base64())
                .add("vkey", exported.key().format());
        output.print(table, invocation.out());
        return ExitCode.DONE;
    }
}

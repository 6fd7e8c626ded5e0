package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch ledger}. */
final class LedgerCommand implements Runnable, Modelled {
    private final CommandSpec spec;

    LedgerCommand(Invocation ignored) {
        spec = new Model(this, "ledger", "Read and check the record of who did what.")
                .aboveOthers()
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    void addTo(CommandLine line, Invocation invocation) {
        line.addSubcommand("show", new LedgerShowCommand(invocation).spec());
        line.addSubcommand("verify", new LedgerVerifyCommand(invocation).spec());
        line.addSubcommand("checkpoint", new LedgerCheckpointCommand(invocation).spec());
        line.addSubcommand("prove", new LedgerProveCommand(invocation).spec());
        line.addSubcommand("export", new LedgerExportCommand(invocation).spec());
        line.addSubcommand("prune", new LedgerPruneCommand(invocation).spec());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with the ledger: show, verify, checkpoint, prove, export or prune");
    }
}

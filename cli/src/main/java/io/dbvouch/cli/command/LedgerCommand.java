package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dbvouch ledger}. */
@Command(
        name = "ledger",
        description = "Read and check the record of who did what.",
        synopsisSubcommandLabel = "COMMAND")
final class LedgerCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    LedgerCommand(Invocation ignored) {}

    void addTo(CommandLine line, Invocation invocation) {
        line.addSubcommand("show", new LedgerShowCommand(invocation));
        line.addSubcommand("verify", new LedgerVerifyCommand(invocation));
        line.addSubcommand("checkpoint", new LedgerCheckpointCommand(invocation));
        line.addSubcommand("prove", new LedgerProveCommand(invocation));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with the ledger: show, verify, checkpoint or prove");
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dbvouch target}. */
@Command(
        name = "target",
        description = "See and change which databases are configured.",
        synopsisSubcommandLabel = "COMMAND")
final class TargetCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    TargetCommand(Invocation ignored) {}

    void addTo(CommandLine line, Invocation invocation) {
        line.addSubcommand("list", new TargetListCommand(invocation));
        line.addSubcommand("show", new TargetShowCommand(invocation));
        line.addSubcommand("add", new TargetAddCommand(invocation));
        line.addSubcommand("remove", new TargetRemoveCommand(invocation));
        line.addSubcommand("discover", new TargetDiscoverCommand(invocation));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with targets: list, show, add, remove or discover");
    }
}

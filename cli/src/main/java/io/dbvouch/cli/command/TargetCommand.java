package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch target}. */
final class TargetCommand implements Runnable, Modelled {
    private final CommandSpec spec;

    TargetCommand(Invocation ignored) {
        spec = new Model(this, "target", "See and change which databases are configured.")
                .aboveOthers()
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    void addTo(CommandLine line, Invocation invocation) {
        line.addSubcommand("list", new TargetListCommand(invocation).spec());
        line.addSubcommand("show", new TargetShowCommand(invocation).spec());
        line.addSubcommand("add", new TargetAddCommand(invocation).spec());
        line.addSubcommand("remove", new TargetRemoveCommand(invocation).spec());
        line.addSubcommand("discover", new TargetDiscoverCommand(invocation).spec());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with targets: list, show, add, remove or discover");
    }
}

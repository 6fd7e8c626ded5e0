package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch policy}. */
final class PolicyCommand implements Runnable, Modelled {
    private final CommandSpec spec;

    PolicyCommand(Invocation ignored) {
        spec = new Model(
                        this,
                        "policy",
                        "Print and check what has to be set up at AWS so that people get in, and only as themselves.")
                .aboveOthers()
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    void addTo(CommandLine line, Invocation invocation) {
        line.addSubcommand("permission-set", new PolicyPermissionSetCommand(invocation).spec());
        line.addSubcommand("attributes", new PolicyAttributesCommand(invocation).spec());
        line.addSubcommand("check", new PolicyCheckCommand(invocation).spec());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which: permission-set, attributes or check");
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A word that other commands stand behind, and that does nothing by itself. */
final class CommandGroup implements Runnable, Modelled {
    private final CommandSpec spec;
    private final String request;
    private final List<Modelled> commands;

    /**
     * The commands of one thing.
     *
     * @param request what is said where none of them is given; their names follow
     */
    private CommandGroup(String name, String description, String request, Modelled... commands) {
        spec = new Model(this, name, description).aboveOthers().spec();
        this.request = request;
        this.commands = List.of(commands);
    }

    /** {@code dbvouch target}. */
    static CommandGroup target(Invocation invocation) {
        return new CommandGroup(
                "target",
                "See and change which databases are configured.",
                "say what to do with targets",
                new TargetListCommand(invocation),
                new TargetShowCommand(invocation),
                new TargetAddCommand(invocation),
                new TargetRemoveCommand(invocation),
                new TargetDiscoverCommand(invocation));
    }

    /** {@code dbvouch user}. */
    static CommandGroup user(Invocation invocation) {
        return new CommandGroup(
                "user",
                "See and change who may log in at a database, on record.",
                "say what to do with users",
                new UserAddCommand(invocation),
                new UserRemoveCommand(invocation),
                new UserExpireCommand(invocation),
                new UserSyncCommand(invocation),
                new UserListCommand(invocation),
                new UserShowCommand(invocation),
                new UserAuditCommand(invocation));
    }

    /** {@code dbvouch policy}. */
    static CommandGroup policy(Invocation invocation) {
        return new CommandGroup(
                "policy",
                "Print and check what has to be set up at AWS so that people get in, and only as themselves.",
                "say which",
                new PolicyPermissionSetCommand(invocation),
                new PolicyAttributesCommand(invocation),
                new PolicyCheckCommand(invocation));
    }

    /** {@code dbvouch ledger}. */
    static CommandGroup ledger(Invocation invocation) {
        return new CommandGroup(
                "ledger",
                "Read and check the record of who did what.",
                "say what to do with the ledger",
                new LedgerShowCommand(invocation),
                new LedgerVerifyCommand(invocation),
                new LedgerCheckpointCommand(invocation),
                new LedgerProveCommand(invocation),
                new LedgerExportCommand(invocation),
                new LedgerPruneCommand(invocation));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    void addTo(CommandLine line) {
        for (Modelled command : commands) {
            line.addSubcommand(command.spec().name(), command.spec());
        }
    }

    @Override
    public void run() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < commands.size(); i++) {
            String before = i == 0 ? "" : i == commands.size() - 1 ? " or " : ", ";
            names.append(before).append(commands.get(i).spec().name());
        }
        throw new CommandLine.ParameterException(spec.commandLine(), request + ": " + names);
    }
}

package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch user}. */
final class UserCommand implements Runnable, Modelled {
    private final CommandSpec spec;

    UserCommand(Invocation ignored) {
        spec = new Model(this, "user", "See and change who may log in at a database, on record.")
                .aboveOthers()
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    void addTo(CommandLine line, Invocation invocation) {
        line.addSubcommand("add", new UserAddCommand(invocation).spec());
        line.addSubcommand("remove", new UserRemoveCommand(invocation).spec());
        line.addSubcommand("expire", new UserExpireCommand(invocation).spec());
        line.addSubcommand("sync", new UserSyncCommand(invocation).spec());
        line.addSubcommand("list", new UserListCommand(invocation).spec());
        line.addSubcommand("show", new UserShowCommand(invocation).spec());
        line.addSubcommand("audit", new UserAuditCommand(invocation).spec());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with users: add, remove, expire, sync, list, show or audit");
    }
}

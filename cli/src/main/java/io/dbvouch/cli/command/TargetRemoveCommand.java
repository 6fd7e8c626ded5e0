package io.dbvouch.cli.command;

import io.dbvouch.HomeFolder;
import io.dbvouch.access.Folders;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.target.TargetFile;
import io.dbvouch.target.TargetRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch target remove}. */
final class TargetRemoveCommand implements Callable<Integer>, Modelled {
    private final Invocation invocation;
    private final CommandSpec spec;

    String name = "";

    @Nullable
    Path config;

    TargetRemoveCommand(Invocation invocation) {
        this.invocation = invocation;
        spec = new Model(this, "remove", "Remove a target from the configuration; the database is not touched.")
                .word("NAME", "the target", value -> name = value)
                .path("FILE", "configuration to change", value -> config = value, "--config")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        Path path = TargetRegistry.fileToEdit(config, invocation.environment());
        TargetFile.edit(
                path,
                HomeFolder.of(invocation.environment()),
                Folders.of(invocation.environment()).locks(),
                file -> file.remove(name));
        invocation.say("removed \"" + name + "\" from " + path);
        return ExitCode.DONE;
    }
}

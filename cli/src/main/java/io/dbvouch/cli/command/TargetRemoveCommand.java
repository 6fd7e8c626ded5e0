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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dbvouch target remove}. */
@Command(name = "remove", description = "Remove a target from the configuration; the database is not touched.")
final class TargetRemoveCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", description = "the target")
    String name = "";

    @Option(names = "--config", paramLabel = "FILE", description = "configuration to change")
    @Nullable
    Path config;

    TargetRemoveCommand(Invocation invocation) {
        this.invocation = invocation;
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

package io.dbvouch.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox journal}. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Prints what a running sandbox saw, one JSON object a line.")
final class JournalCommand implements Callable<Integer> {
    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    @Override
    public Integer call() throws IOException, SandboxException {
        Main.print(RunningSandbox.find(directory.get(), Duration.ZERO).journal());
        return 0;
    }
}

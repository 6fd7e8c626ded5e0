package io.dbvouch.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sandbox env}. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = "Prints the environment of a running sandbox, for: eval \"$(sandbox env)\"")
final class EnvCommand implements Callable<Integer> {
    /** The forms of the output. */
    enum Format {
        shell,
        json
    }

    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Wait so long for a sandbox to be up (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "shell",
            description =
                    "shell: lines for a POSIX shell; json: one object with set and unset (default: ${DEFAULT-VALUE}).")
    private Format format = Format.shell;

    @Override
    public Integer call() throws IOException, SandboxException {
        Environment environment = RunningSandbox.find(directory.get(), Duration.ofSeconds(Math.max(0, patience)))
                .environment();
        Main.print(
                switch (format) {
                    case shell -> environment.shell();
                    case json -> environment.json() + "\n";
                });
        return 0;
    }
}

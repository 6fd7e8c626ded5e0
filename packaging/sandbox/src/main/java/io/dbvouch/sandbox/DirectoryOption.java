package io.dbvouch.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which sandbox is meant. */
final class DirectoryOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The sandbox's directory (default: $XDG_RUNTIME_DIR/dbvouch-sandbox-<uid>, or in /tmp).")
    private @Nullable Path directory;

    Path get() throws IOException {
        return directory == null ? SandboxDirectory.byDefault() : directory;
    }
}

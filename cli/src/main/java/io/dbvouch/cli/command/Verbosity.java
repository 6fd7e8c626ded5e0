package io.dbvouch.cli.command;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much is told, and help: for every command. */
public final class Verbosity {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "tell more of what goes on, and evidence of failures")
    boolean verbose;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "log what the libraries do, and stack traces; no secrets")
    boolean debug;

    @Option(
            names = {"-?", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    boolean help;

    /** Whether evidence is shown. */
    public boolean isVerbose() {
        return verbose || debug;
    }

    /** Whether logs and stack traces are shown. */
    public boolean isDebug() {
        return debug;
    }
}

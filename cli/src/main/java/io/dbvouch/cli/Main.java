package io.dbvouch.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry. */
@Command(
        name = "dbvouch",
        version = "dbvouch 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Database access in your own name, on record.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}

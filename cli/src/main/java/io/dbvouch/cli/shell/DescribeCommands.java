package io.dbvouch.cli.shell;

/** The commands that list what is in the database. */
final class DescribeCommands {
    private final Shell shell;

    DescribeCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {}

    Outcome run(SlashCall call) {
        return Outcome.UNKNOWN;
    }
}

package io.dbvouch.cli.command;

import picocli.CommandLine.Option;

/** Text for people, or JSON for programs. */
final class OutputChoice {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "text (default), or json: one object a line")
    Format format = Format.text;

    /** As it is written on the command line. */
    enum Format {
        text,
        json
    }

    boolean json() {
        return format == Format.json;
    }
}

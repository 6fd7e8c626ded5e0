package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What was typed, and cannot be. */
final class Usage {
    private Usage() {}

    /** What is made of options and words alone; where that cannot be, it is the command line that is wrong. */
    static <T> T checked(CommandSpec spec, Supplier<T> made) {
        try {
            return made.get();
        } catch (AccessException.BadConfiguration e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

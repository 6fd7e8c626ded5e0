package io.dbvouch.cli;

import io.dbvouch.cli.output.TerminalText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that cannot be, in the form of all failures: what is wrong, then what to type instead.
 *
 * <pre>
 * dbvouch: there is no command "tokne"
 *   try: dbvouch token
 *   try: dbvouch --help
 * </pre>
 */
record UsageFailure(String message, List<String> hints) {
    /** Before what picocli has found in place of a value. */
    private static final String INSTEAD = " but found ";

    /** Tells what picocli found. */
    static UsageFailure of(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        List<String> hints = new ArrayList<>();
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().getFirst();
            message = unmatched(command, unmatched, first);
            meant(command, unmatched, first).ifPresent(hints::add);
            if (name.equals("dbvouch exec") && !unmatched.isUnknownOption()) {
                hints.add("put the command behind --: dbvouch exec TARGET -- " + first);
            }
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            message = missing(missing.getMissing().getFirst(), message);
        }
        hints.add(name + " --help");
        return new UsageFailure(message, List.copyOf(hints));
    }

    private static String unmatched(CommandLine command, UnmatchedArgumentException e, String first) {
        if (e.isUnknownOption()) {
            return "there is no option \"" + first + "\"";
        }
        return command.getSubcommands().isEmpty()
                ? "\"" + first + "\" is an argument too many"
                : "there is no command \"" + first + "\"";
    }

    /** What may have been meant: the nearest one is a help, those behind it are more of a riddle. */
    private static Optional<String> meant(CommandLine command, UnmatchedArgumentException e, String typed) {
        return e.isUnknownOption()
                ? Misspelling.of(typed, command.getCommandSpec().optionsMap().keySet())
                : e.getSuggestions().stream()
                        .findFirst()
                        .map(suggestion -> command.getCommandSpec().qualifiedName() + " " + lastWord(suggestion));
    }

    /** An option without its value, or with another option in its place. */
    private static String missing(ArgSpec argument, String message) {
        if (!(argument instanceof OptionSpec option)) {
            return message;
        }
        int found = message.indexOf(INSTEAD);
        return "option " + String.join(", ", option.names()) + " is without its " + option.paramLabel()
                + (found < 0
                        ? ""
                        : ": " + message.substring(found + INSTEAD.length()).replace('\'', '"') + " is an option, too");
    }

    /** picocli names a command sometimes with those above it, and sometimes not. */
    private static String lastWord(String suggestion) {
        return suggestion.substring(suggestion.lastIndexOf(' ') + 1);
    }

    /** Prints it. */
    void show(PrintStream err) {
        err.println("dbvouch: " + TerminalText.line(message));
        for (String hint : hints) {
            err.println("  try: " + TerminalText.line(hint));
        }
    }
}

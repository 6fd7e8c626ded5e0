package io.dbvouch.cli;

import io.dbvouch.cli.output.TerminalText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
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
            // The nearest one is a help; those behind it are more of a riddle.
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(suggestion -> suggestion.startsWith("-") ? suggestion : name + " " + lastWord(suggestion))
                    .ifPresent(hints::add);
            if (name.equals("dbvouch exec") && !unmatched.isUnknownOption()) {
                hints.add("put the command behind --: dbvouch exec TARGET -- " + first);
            }
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

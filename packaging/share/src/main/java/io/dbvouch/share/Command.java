package io.dbvouch.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command, as its model tells it.
 *
 * @param path the words that call it, behind the program's name: none for the program itself
 * @param summary what it does, in a sentence
 * @param synopsis how it is called, where the model says so itself
 */
record Command(
        List<String> path,
        String summary,
        @Nullable String synopsis,
        List<Option> options,
        List<Argument> arguments,
        List<Command> commands) {
    /**
     * An option.
     *
     * @param names with their dashes, the shortest first
     * @param label what its value is called; null for a switch
     * @param everywhere whether every command has it
     * @param repeated whether it may be given several times
     */
    record Option(
            List<String> names,
            @Nullable String label,
            String summary,
            Values values,
            boolean everywhere,
            boolean repeated) {}

    /** A word that is no option. */
    record Argument(String label, String summary, Values values, boolean required) {}

    /** The command of a model, and those below it. */
    static Command of(CommandSpec spec) {
        return of(spec, List.of());
    }

    private static Command of(CommandSpec spec, List<String> path) {
        List<Option> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                options.add(option(option, path));
            }
        }
        List<Argument> arguments = new ArrayList<>();
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            String label = argument.paramLabel();
            arguments.add(new Argument(
                    label,
                    text(argument.description()),
                    Values.of(path, label),
                    argument.arity().min() > 0));
        }
        List<Command> commands = new ArrayList<>();
        spec.subcommands().forEach((name, line) -> {
            if (!line.getCommandSpec().usageMessage().hidden()) {
                List<String> below = new ArrayList<>(path);
                below.add(name);
                commands.add(of(line.getCommandSpec(), List.copyOf(below)));
            }
        });
        String[] synopsis = spec.usageMessage().customSynopsis();
        return new Command(
                path,
                text(spec.usageMessage().description()),
                synopsis.length == 0 ? null : text(synopsis),
                List.copyOf(options),
                List.copyOf(arguments),
                List.copyOf(commands));
    }

    private static Option option(OptionSpec option, List<String> path) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        names.sort(Comparator.comparingInt(String::length));
        boolean takesValue = option.arity().max() > 0;
        String label = takesValue ? option.paramLabel() : null;
        return new Option(
                List.copyOf(names),
                label,
                text(option.description()),
                label == null ? new Values.Free() : Values.of(path, label),
                option.inherited() || option.scopeType() == CommandLine.ScopeType.INHERIT,
                option.isMultiValue());
    }

    /** Lines of the model, which are formats, as one line of text. */
    private static String text(String... lines) {
        return CommandLine.Help.Ansi.OFF
                .text(String.join(" ", lines).replace("%%", "%"))
                .toString()
                .strip();
    }

    /** The words that call it, the program's name first. */
    String name() {
        return path.isEmpty() ? "dbvouch" : "dbvouch " + String.join(" ", path);
    }

    /** It, and all below it, each before those below it. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(List.of(this));
        for (Command command : commands) {
            all.addAll(command.all());
        }
        return all;
    }

    /** Whether another program's name and arguments stand behind {@code --}. */
    boolean runsPrograms() {
        return synopsis != null && synopsis.contains(" -- ");
    }

    /** Whether all behind the first argument is another program's, dashes and all. */
    boolean passesArguments() {
        return arguments.stream().anyMatch(argument -> argument.label().contains("ARGUMENT]"));
    }
}

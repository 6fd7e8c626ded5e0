package io.dbvouch.share;

import io.dbvouch.share.Command.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Completion for bash 4 and later, with the package bash-completion or without it: a fixed engine, and tables of what the
 * program takes.
 */
final class BashCompletion {
    private final Command program;

    BashCompletion(Command program) {
        this.program = program;
    }

    String script() {
        return Scripts.read("completion.bash")
                .replace("@words@", words())
                .replace("@values@", values())
                .replace("@arguments@", arguments())
                .replace("@programs@", paths(program.all().stream().filter(Command::runsPrograms)))
                .replace("@strangers@", paths(program.all().stream().filter(Command::passesArguments)));
    }

    /** For each command: the commands below it, its options, and those of them that take a value. */
    private String words() {
        StringBuilder cases = new StringBuilder();
        for (Command command : program.all()) {
            List<String> options = new ArrayList<>();
            List<String> valued = new ArrayList<>();
            for (Option option : command.options()) {
                options.addAll(option.names());
                if (option.label() != null) {
                    valued.addAll(option.names());
                }
            }
            cases.append("    %s)\n".formatted(Scripts.quoted(path(command))));
            cases.append("      commands=%s\n".formatted(Scripts.quoted(names(command))));
            cases.append("      options=%s\n".formatted(Scripts.quoted(String.join(" ", options))));
            cases.append("      valued=%s ;;\n".formatted(Scripts.quoted(" " + String.join(" ", valued) + " ")));
        }
        return cases.toString();
    }

    private static String names(Command command) {
        return String.join(
                " ",
                command.commands().stream().map(below -> below.path().getLast()).toList());
    }

    /** An option that means the same wherever it is known is said once. */
    private String values() {
        Map<String, Set<Values>> meanings = new HashMap<>();
        for (Command command : program.all()) {
            for (Option option : command.options()) {
                option.names()
                        .forEach(name -> meanings.computeIfAbsent(name, _ -> new HashSet<>())
                                .add(option.values()));
            }
        }
        Map<Values, Set<String>> places = new LinkedHashMap<>();
        for (Command command : program.all()) {
            for (Option option : command.options()) {
                for (String name : option.names()) {
                    boolean same = meanings.getOrDefault(name, Set.of()).size() == 1;
                    add(places, option.values(), same ? "*/" + name : Scripts.quoted(path(command) + "/" + name));
                }
            }
        }
        return cases(places);
    }

    private String arguments() {
        Map<Values, Set<String>> places = new LinkedHashMap<>();
        for (Command command : program.all()) {
            for (int i = 0; i < command.arguments().size(); i++) {
                add(places, command.arguments().get(i).values(), Scripts.quoted(path(command) + "/" + i));
            }
        }
        return cases(places);
    }

    private static void add(Map<Values, Set<String>> places, Values values, String place) {
        if (!(values instanceof Values.Free)) {
            places.computeIfAbsent(values, _ -> new LinkedHashSet<>()).add(place);
        }
    }

    private static String cases(Map<Values, Set<String>> places) {
        StringBuilder cases = new StringBuilder();
        places.forEach((values, patterns) -> {
            cases.append("    ").append(String.join(" | ", patterns)).append(")\n");
            cases.append("      ").append(offer(values)).append(" ;;\n");
        });
        return cases.toString();
    }

    private static String offer(Values values) {
        return switch (values) {
            case Values.Words words ->
                "__dbvouch_offer <<<%s".formatted(Scripts.quoted(String.join("\n", words.words())));
            case Values.Files _ -> "compopt -o default";
            case Values.Folders _ -> "compopt -o dirnames";
            case Values.Targets _ -> "__dbvouch_offer < <(__dbvouch_targets \"$program\" \"$config\")";
            case Values.Profiles _ -> "__dbvouch_offer < <(__dbvouch_sections profile)";
            case Values.SsoSessions _ -> "__dbvouch_offer < <(__dbvouch_sections sso-session)";
            case Values.Free _ -> ":";
        };
    }

    private static String paths(Stream<Command> commands) {
        return String.join(
                " | ", commands.map(command -> Scripts.quoted(path(command))).toList());
    }

    private static String path(Command command) {
        return String.join(" ", command.path());
    }
}

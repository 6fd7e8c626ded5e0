package io.dbvouch.share;

import io.dbvouch.share.Command.Argument;
import io.dbvouch.share.Command.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * Completion for zsh: a function for each command, of specifications to {@code _arguments}.
 *
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Completion-System.html#Completion-Functions">_arguments</a>
 */
final class ZshCompletion {
    private final Command program;

    ZshCompletion(Command program) {
        this.program = program;
    }

    String script() {
        StringBuilder functions = new StringBuilder();
        program.all().forEach(command -> functions.append(function(command)));
        return Scripts.read("completion.zsh").replace("@functions@", functions);
    }

    private static String function(Command command) {
        List<String> specifications = new ArrayList<>();
        command.options().forEach(option -> specifications.add(option(option)));
        if (!command.commands().isEmpty()) {
            specifications.add("'1:command:->command'");
            specifications.add("'*::argument:->argument'");
        } else if (command.runsPrograms()) {
            command.arguments().forEach(argument -> specifications.add(Scripts.quoted("1:" + message(argument))));
            specifications.add("'*:::program:__dbvouch_program'");
        } else if (command.passesArguments()) {
            command.arguments().forEach(argument -> specifications.add(Scripts.quoted("1:" + message(argument))));
            specifications.add("'*::argument:_default'");
        } else {
            for (int i = 0; i < command.arguments().size(); i++) {
                specifications.add(
                        Scripts.quoted(i + 1 + ":" + message(command.arguments().get(i))));
            }
        }
        String name = function(command.path());
        return """
            %s() {
              _arguments -C -s -S \\
                %s
            %s}

            """.formatted(name, String.join(" \\\n    ", specifications), below(command));
    }

    private static String below(Command command) {
        if (command.commands().isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (Command each : command.commands()) {
            String name = each.path().getLast();
            list.append("      %s\n".formatted(Scripts.quoted(name + ":" + each.summary())));
            calls.append("        %s) %s ;;\n".formatted(name, function(each.path())));
        }
        return """
              case $state in
                command)
                  local -a commands=(
            %s      )
                  _describe -t commands command commands ;;
                argument)
                  case $line[1] in
            %s      esac ;;
              esac
            """.formatted(list, calls);
    }

    private static String function(List<String> path) {
        return path.isEmpty() ? "__dbvouch" : "__dbvouch_" + String.join("_", path);
    }

    private static String option(Option option) {
        String summary = "[" + option.summary().replaceAll("([\\[\\]\\\\:])", "\\\\$1") + "]";
        String value =
                option.label() == null ? "" : ":" + option.label().replace(":", "\\:") + ":" + action(option.values());
        List<String> names = new ArrayList<>();
        for (String name : option.names()) {
            // A value is another word, or stands behind = where the name is long.
            names.add(Scripts.quoted(name + (option.label() != null && name.startsWith("--") ? "=" : "")));
        }
        String once = option.repeated() ? "'*'" : Scripts.quoted("(" + String.join(" ", option.names()) + ")");
        String all = names.size() == 1 ? names.getFirst() : "{" + String.join(",", names) + "}";
        return once + all + Scripts.quoted(summary + value);
    }

    private static String message(Argument argument) {
        return argument.label().split(" ", 2)[0] + ":" + action(argument.values());
    }

    private static String action(Values values) {
        return switch (values) {
            case Values.Words words -> "(" + String.join(" ", words.words()) + ")";
            case Values.Files _ -> "_files";
            case Values.Folders _ -> "_files -/";
            case Values.Targets _ -> "__dbvouch_configured";
            case Values.Profiles _ -> "__dbvouch_sections profile";
            case Values.SsoSessions _ -> "__dbvouch_sections sso-session";
            case Values.Free _ -> " ";
        };
    }
}

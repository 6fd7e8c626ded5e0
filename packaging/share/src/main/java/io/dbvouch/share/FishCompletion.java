package io.dbvouch.share;

import io.dbvouch.share.Command.Option;
import java.util.stream.Collectors;

/**
 * Completion for fish 3 and later.
 *
 * @see <a href="https://fishshell.com/docs/current/cmds/complete.html">complete</a>
 */
final class FishCompletion {
    private final Command program;

    FishCompletion(Command program) {
        this.program = program;
    }

    String script() {
        StringBuilder lines = new StringBuilder();
        for (Command command : program.all()) {
            add(command, lines);
        }
        return Scripts.read("completion.fish").replace("@valued@", valued()).replace("@lines@", lines);
    }

    /** Every option of which the next word is the value. */
    private String valued() {
        return program.all().stream()
                .flatMap(command -> command.options().stream())
                .filter(option -> option.label() != null)
                .flatMap(option -> option.names().stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static void add(Command command, StringBuilder lines) {
        String path = String.join(" ", command.path());
        String in = "complete -c dbvouch -n " + quoted("__dbvouch_in " + path);
        String at = "complete -c dbvouch -n " + quoted("__dbvouch_at " + path);
        for (Command below : command.commands()) {
            lines.append(at).append(" -a %s -d %s\n".formatted(below.path().getLast(), quoted(below.summary())));
        }
        if (command.runsPrograms()) {
            lines.append(
                    "complete -c dbvouch -n %s -a '(__dbvouch_program)'\n".formatted(quoted("__dbvouch_runs " + path)));
        }
        command.arguments().stream()
                .map(argument -> offer(argument.values()))
                .filter(offer -> !offer.isEmpty())
                .forEach(offer -> lines.append(at).append(offer).append('\n'));
        if (command.passesArguments()) {
            lines.append("complete -c dbvouch -n %s -F\n".formatted(quoted("__dbvouch_beyond " + path)));
        }
        for (Option option : command.options()) {
            if (command.path().isEmpty() || !option.everywhere()) {
                lines.append(command.path().isEmpty() && !option.everywhere() ? at : in)
                        .append(option(option));
            }
        }
    }

    private static String option(Option option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + quoted(name.substring(1)));
        }
        if (option.label() != null) {
            line.append(option.values() instanceof Values.Files ? " -r" : " -x").append(offer(option.values()));
        }
        return line.append(" -d ").append(quoted(option.summary())).append('\n').toString();
    }

    private static String offer(Values values) {
        return switch (values) {
            case Values.Words words -> " -a " + quoted(String.join(" ", words.words()));
            case Values.Files _ -> " -F";
            case Values.Folders _ -> " -a '(__fish_complete_directories)'";
            case Values.Targets _ -> " -a '(__dbvouch_targets)'";
            case Values.Profiles _ -> " -a '(__dbvouch_sections profile)'";
            case Values.SsoSessions _ -> " -a '(__dbvouch_sections sso-session)'";
            case Values.Free _ -> "";
        };
    }

    /** fish knows two escapes in single quotes. */
    private static String quoted(String text) {
        return "'" + text.strip().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

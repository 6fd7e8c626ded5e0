package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ErrorFormat.ContextVisibility;
import io.dbvouch.cli.output.ErrorFormat.Verbosity;
import io.dbvouch.cli.shell.Settings.Echo;
import io.dbvouch.cli.shell.Settings.EchoHidden;
import io.dbvouch.cli.shell.Settings.OnErrorRollback;
import io.dbvouch.cli.shell.ShellVariables.Special;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables that psql treats specially, with what they are before anything is set (PostgreSQL, {@code startup.c}). */
final class SpecialVariables {
    private final ShellVariables variables;
    private final Settings settings;

    private SpecialVariables(ShellVariables variables, Settings settings) {
        this.variables = variables;
        this.settings = settings;
    }

    static void define(ShellVariables variables, Settings settings, String version) {
        new SpecialVariables(variables, settings).defineAll(version);
    }

    private void defineAll(String version) {
        flag("AUTOCOMMIT", on -> settings.autocommit = on);
        flag("ON_ERROR_STOP", on -> settings.onErrorStop = on);
        flag("QUIET", on -> settings.quiet = on);
        flag("SINGLELINE", on -> settings.singleLine = on);
        flag("SINGLESTEP", on -> settings.singleStep = on);
        flag("SHOW_ALL_RESULTS", on -> settings.showAllResults = on);
        flag("HIDE_TOAST_COMPRESSION", on -> settings.hideCompression = on);
        flag("HIDE_TABLEAM", on -> settings.hideAccessMethod = on);
        number("FETCH_COUNT", "0", value -> settings.fetchCount = value);
        number("HISTSIZE", "500", _ -> {});
        variables.special(
                "IGNOREEOF",
                new Special(
                        value -> value == null ? "0" : ParsedValue.number(value) == null ? "10" : value, _ -> null));
        for (String name : new String[] {"HISTFILE", "PROMPT1", "PROMPT2", "PROMPT3"}) {
            variables.special(name, new Special(value -> value, _ -> null));
        }
        choices();
        choiceOrFlag(
                "ECHO_HIDDEN",
                "noexec",
                "on, off, noexec",
                () -> settings.echoHidden = EchoHidden.NOEXEC,
                on -> settings.echoHidden = on ? EchoHidden.ON : EchoHidden.OFF);
        choiceOrFlag(
                "ON_ERROR_ROLLBACK",
                "interactive",
                "on, off, interactive",
                () -> settings.onErrorRollback = OnErrorRollback.INTERACTIVE,
                on -> settings.onErrorRollback = on ? OnErrorRollback.ON : OnErrorRollback.OFF);
        initial(version);
    }

    private void choices() {
        choice(
                "ECHO",
                "none, errors, queries, all",
                Map.of("none", Echo.NONE, "errors", Echo.ERRORS, "queries", Echo.QUERIES, "all", Echo.ALL),
                "none",
                value -> settings.echo = value);
        choice(
                "VERBOSITY",
                "default, verbose, terse, sqlstate",
                Map.of(
                        "default",
                        Verbosity.DEFAULT,
                        "verbose",
                        Verbosity.VERBOSE,
                        "terse",
                        Verbosity.TERSE,
                        "sqlstate",
                        Verbosity.SQLSTATE),
                "default",
                value -> settings.verbosity = value);
        choice(
                "SHOW_CONTEXT",
                "never, errors, always",
                Map.of(
                        "never",
                        ContextVisibility.NEVER,
                        "errors",
                        ContextVisibility.ERRORS,
                        "always",
                        ContextVisibility.ALWAYS),
                "errors",
                value -> settings.showContext = value);
        choice(
                "COMP_KEYWORD_CASE",
                "lower, upper, preserve-lower, preserve-upper",
                Map.of("lower", 0, "upper", 0, "preserve-lower", 0, "preserve-upper", 0),
                "preserve-upper",
                _ -> {});
        choice(
                "HISTCONTROL",
                "none, ignorespace, ignoredups, ignoreboth",
                Map.of("none", 0, "ignorespace", 0, "ignoredups", 0, "ignoreboth", 0),
                "none",
                _ -> {});
    }

    private void initial(String version) {
        variables.set("AUTOCOMMIT", "on");
        variables.set("SHOW_ALL_RESULTS", "on");
        variables.set("LAST_ERROR_MESSAGE", "");
        variables.set("LAST_ERROR_SQLSTATE", "00000");
        variables.set("PROMPT1", "%/%R%x%# ");
        variables.set("PROMPT2", "%/%R%x%# ");
        variables.set("PROMPT3", ">> ");
        // Scripts ask these for what they may use: it is what psql 15 has.
        variables.set("VERSION", "dbvouch " + version);
        variables.set("VERSION_NAME", "15.0");
        variables.set("VERSION_NUM", "150000");
    }

    private void flag(String name, Consumer<Boolean> to) {
        variables.special(name, new Special(SpecialVariables::orFlag, value -> {
            Boolean on = ParsedValue.bool(value);
            if (on == null) {
                return ParsedValue.notBool(value, name);
            }
            to.accept(on);
            return null;
        }));
    }

    private static String orFlag(@Nullable String value) {
        if (value == null) {
            return "off";
        }
        return value.isEmpty() ? "on" : value;
    }

    private void number(String name, String unset, Consumer<Integer> to) {
        variables.special(name, new Special(orElse(unset), value -> {
            Integer number = ParsedValue.number(value);
            if (number == null) {
                return "invalid value \"" + value + "\" for \"" + name + "\": integer expected";
            }
            to.accept(number);
            return null;
        }));
    }

    private static Function<@Nullable String, @Nullable String> orElse(String unset) {
        return value -> value == null ? unset : value;
    }

    private <T> void choice(String name, String words, Map<String, T> values, String unset, Consumer<T> to) {
        variables.special(name, new Special(orElse(unset), value -> {
            T chosen = values.get(String.valueOf(value).toLowerCase(Locale.ROOT));
            if (chosen == null) {
                return ParsedValue.notAmong(value, name, words);
            }
            to.accept(chosen);
            return null;
        }));
    }

    private void choiceOrFlag(String name, String word, String words, Runnable chosen, Consumer<Boolean> flag) {
        variables.special(name, new Special(SpecialVariables::orFlag, value -> {
            Boolean on = ParsedValue.bool(value);
            if (word.equalsIgnoreCase(value)) {
                chosen.run();
            } else if (on == null) {
                return ParsedValue.notAmong(value, name, words);
            } else {
                flag.accept(on);
            }
            return null;
        }));
    }
}

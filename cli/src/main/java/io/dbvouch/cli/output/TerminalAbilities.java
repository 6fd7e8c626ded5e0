package io.dbvouch.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the stream that talk goes to can show.
 *
 * @param redraws whether a line can be drawn over: it is a terminal, and {@code TERM} says neither that it can nothing
 *     ({@code dumb}) nor nothing at all, as in an init script
 * @param unicode whether the locale's character set is UTF-8, by the variables and the order of locale(7)
 */
public record TerminalAbilities(boolean redraws, boolean unicode) {
    private static final List<String> LOCALE = List.of("LC_ALL", "LC_CTYPE", "LANG");

    /**
     * By the environment.
     *
     * @param terminal whether the stream is a terminal
     */
    public static TerminalAbilities of(Map<String, String> environment, boolean terminal) {
        String type = environment.getOrDefault("TERM", "");
        return new TerminalAbilities(
                terminal && !type.isEmpty() && !type.equals("dumb"),
                LOCALE.stream()
                        .map(variable -> environment.getOrDefault(variable, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .map(value ->
                                value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                        .orElse(false));
    }
}

package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import io.dbvouch.cli.shell.assist.Token.Kind;
import io.dbvouch.wire.ClientEncoding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Suggests backslash commands, and what they take. */
final class CommandSuggester {
    private static final List<String> FLAG = List.of("off", "on");
    private static final List<String> LINES = List.of("double", "single");

    /** What print options take. */
    private static final Map<String, List<String>> PRINT = Map.ofEntries(
            Map.entry("border", List.of("0", "1", "2")),
            Map.entry("columns", List.of()),
            Map.entry("csv_fieldsep", List.of()),
            Map.entry("expanded", List.of("auto", "off", "on")),
            Map.entry("fieldsep", List.of()),
            Map.entry("fieldsep_zero", List.of()),
            Map.entry("footer", FLAG),
            Map.entry("format", List.of("aligned", "asciidoc", "csv", "html", "json", "unaligned", "wrapped")),
            Map.entry("linestyle", List.of("ascii", "old-ascii", "unicode")),
            Map.entry("null", List.of()),
            Map.entry("numericlocale", FLAG),
            Map.entry("pager", List.of("always", "off", "on")),
            Map.entry("pager_min_lines", List.of()),
            Map.entry("recordsep", List.of()),
            Map.entry("recordsep_zero", List.of()),
            Map.entry("tableattr", List.of()),
            Map.entry("title", List.of()),
            Map.entry("tuples_only", FLAG),
            Map.entry("unicode_border_linestyle", LINES),
            Map.entry("unicode_column_linestyle", LINES),
            Map.entry("unicode_header_linestyle", LINES));

    /** What variables take that mean something to the shell, besides those that are on or off. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "COMP_KEYWORD_CASE", List.of("lower", "preserve-lower", "preserve-upper", "upper"),
            "ECHO", List.of("all", "errors", "none", "queries"),
            "ECHO_HIDDEN", List.of("noexec", "off", "on"),
            "HISTCONTROL", List.of("ignoreboth", "ignoredups", "ignorespace", "none"),
            "ON_ERROR_ROLLBACK", List.of("interactive", "off", "on"),
            "SHOW_CONTEXT", List.of("always", "errors", "never"),
            "VERBOSITY", List.of("default", "sqlstate", "terse", "verbose"));

    private static final Set<String> FLAGS = Set.of(
            "AUTOCOMMIT",
            "HIDE_TABLEAM",
            "HIDE_TOAST_COMPRESSION",
            "ON_ERROR_STOP",
            "QUIET",
            "SHOW_ALL_RESULTS",
            "SINGLELINE",
            "SINGLESTEP");

    /** Commands that take more than one argument of a kind that can be suggested. */
    private static final Set<String> WITH_SEVERAL = Set.of("copy", "echo", "h", "help", "pset", "qecho", "set", "warn");

    private final Sources sources;
    private final AskedNames names;
    private final Keywords keywords;

    CommandSuggester(Sources sources, AskedNames names, Keywords keywords) {
        this.sources = sources;
        this.names = names;
        this.keywords = keywords;
    }

    Suggestions at(String before, List<Token> tokens) {
        int index = tokens.size() - 1;
        while (tokens.get(index).kind() != Kind.COMMAND) {
            index--;
        }
        Token command = tokens.get(index);
        String name = command.in(before).substring(1);
        if (command.end() == before.length()) {
            return words(
                    command.start(),
                    command.in(before),
                    sources.commands().stream().map(each -> "\\" + each).toList());
        }
        boolean escapes = !name.equals("copy");
        Arguments arguments = Arguments.of(before.substring(command.end()), escapes);
        int start = command.end() + arguments.start();
        String typed = before.substring(start);
        List<String> earlier = arguments.earlier();
        int position = earlier.size();
        return argument(name, earlier, position, start, typed);
    }

    private Suggestions argument(String name, List<String> earlier, int position, int start, String typed) {
        if (typed.startsWith(":")) {
            return words(
                    start,
                    typed,
                    sources.variables().stream().map(each -> ":" + each).toList());
        }
        if (position > 0 && !WITH_SEVERAL.contains(name)) {
            return none(start);
        }
        return switch (name) {
            case "cd",
                    "e",
                    "edit",
                    "g",
                    "gx",
                    "i",
                    "include",
                    "ir",
                    "include_relative",
                    "lo_import",
                    "o",
                    "out",
                    "s",
                    "w",
                    "write" -> files(start, typed, true);
            case "copy" -> copy(earlier, position, start, typed);
            case "c", "connect" -> names(start, typed, names.get().databases());
            case "set" ->
                position == 0
                        ? words(start, typed, sources.variables())
                        : words(start, typed, position == 1 ? values(earlier.getFirst()) : List.of());
            case "unset" -> words(start, typed, sources.variables());
            case "x" -> words(start, typed, List.of("auto", "off", "on"));
            case "t", "timing" -> words(start, typed, FLAG);
            case "pset" ->
                position == 0
                        ? words(start, typed, PRINT.keySet())
                        : words(start, typed, PRINT.getOrDefault(earlier.getFirst(), List.of()));
            case "h", "help" -> statements(start, earlier, position, typed);
            case "encoding" -> words(start, typed, ClientEncoding.names());
            default -> described(name, start, typed);
        };
    }

    private static List<String> values(String variable) {
        return FLAGS.contains(variable) ? FLAG : VALUES.getOrDefault(variable, List.of());
    }

    private Suggestions statements(int start, List<String> earlier, int position, String typed) {
        String prefix = position == 0 ? "" : String.join(" ", earlier).toUpperCase(Locale.ROOT) + " ";
        List<String> rest = new ArrayList<>();
        for (String statement : sources.statements()) {
            if (statement.startsWith(prefix)) {
                rest.add(statement.substring(prefix.length()));
            }
        }
        List<Suggestion> all = rest.stream()
                .filter(each -> each.startsWith(typed.toUpperCase(Locale.ROOT)))
                .map(each -> new Suggestion(each, true))
                .toList();
        return new Suggestions(start, all);
    }

    private Suggestions copy(List<String> earlier, int position, int start, String typed) {
        if (position == 0) {
            return relations(start, typed, kind -> kind != 'i' && kind != 'I' && kind != 'S');
        }
        String last = earlier.getLast().toLowerCase(Locale.ROOT);
        if (last.equals("from") || last.equals("to")) {
            return files(start, typed, false);
        }
        return words(start, typed, List.of("from", "to", "with"));
    }

    /** {@code \d} and its kin. */
    private Suggestions described(String command, int start, String typed) {
        String name = command.replaceAll("[S+]+$", "");
        return switch (name) {
            case "d" -> relations(start, typed, _ -> true);
            case "dp", "z" -> relations(start, typed, kind -> kind != 'i' && kind != 'I');
            case "dt" -> relations(start, typed, kind -> kind == 'r' || kind == 'p');
            case "dP" -> relations(start, typed, kind -> kind == 'p' || kind == 'I');
            case "dv", "ev", "sv" -> relations(start, typed, kind -> kind == 'v' || kind == 'm');
            case "dm" -> relations(start, typed, kind -> kind == 'm');
            case "ds" -> relations(start, typed, kind -> kind == 'S');
            case "di" -> relations(start, typed, kind -> kind == 'i' || kind == 'I');
            case "df", "ef", "sf" -> functions(start, typed);
            case "dx" -> names(start, typed, names.get().extensions());
            case "dT" -> words(start, typed, names.get().types());
            case "dconfig" -> words(start, typed, names.get().settings().keySet());
            case "dn" -> names(start, typed, names.get().schemas());
            case "drds", "du", "dg" -> names(start, typed, names.get().roles());
            case "l" -> names(start, typed, names.get().databases());
            default -> none(start);
        };
    }

    private Suggestions relations(int start, String typed, Predicate<Character> kind) {
        Qualified written = new Qualified(typed);
        for (Names.Relation each : names.get().relations()) {
            if (written.finds(each.schema(), each.visible(), each.isSystem()) && kind.test(each.kind())) {
                written.matches.name(each.name(), "", true);
            }
        }
        return written.found(start);
    }

    private Suggestions functions(int start, String typed) {
        Qualified written = new Qualified(typed);
        for (Names.Function each : names.get().functions()) {
            if (written.finds(each.schema(), each.visible(), each.schema().startsWith("pg_"))) {
                written.matches.name(each.name(), "", true);
            }
        }
        return written.found(start);
    }

    /** A name that may have its schema before it. */
    private final class Qualified {
        private final int dot;
        private final String schema;
        private final Matches matches;

        Qualified(String typed) {
            dot = typed.indexOf('.');
            schema = dot < 0 ? "" : Identifier.unquoted(typed.substring(0, dot));
            matches = new Matches(typed.substring(dot + 1), keywords);
        }

        boolean finds(String in, boolean visible, boolean system) {
            return dot >= 0 ? in.equals(schema) : visible && (matches.isBegun() || !system);
        }

        Suggestions found(int start) {
            if (dot < 0) {
                names.get().schemas().forEach(name -> matches.name(name, ".", false));
            }
            return new Suggestions(start + dot + 1, matches.found());
        }
    }

    private Suggestions names(int start, String typed, List<String> all) {
        Matches matches = new Matches(typed, keywords);
        all.forEach(name -> matches.name(name, "", true));
        return new Suggestions(start, matches.found());
    }

    private Suggestions files(int start, String typed, boolean escapes) {
        FileWord word = FileWord.typed(typed, escapes);
        if (word == null) {
            return none(start);
        }
        List<String> all = sources.files(word.name()).stream()
                .filter(Identifier::isHarmless)
                .toList();
        return new Suggestions(start, word.suggestions(all));
    }

    private static Suggestions words(int start, String typed, Collection<String> words) {
        List<Suggestion> all = words.stream()
                .filter(word -> word.startsWith(typed))
                .sorted()
                .map(word -> new Suggestion(word, true))
                .toList();
        return new Suggestions(start, all);
    }

    private static Suggestions none(int start) {
        return new Suggestions(start, List.of());
    }
}

package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Names.Function;
import io.dbvouch.cli.shell.assist.Names.Relation;
import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import io.dbvouch.cli.shell.assist.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what may stand where the cursor is: by the words before it, not by the grammar. */
public final class Suggester {
    /** Behind these stands a relation. */
    private static final Set<String> BEFORE_RELATION = Set.of(
            "from",
            "join",
            "into",
            "update",
            "table",
            "only",
            "truncate",
            "copy",
            "view",
            "analyze",
            "vacuum",
            "lock",
            "references",
            "index",
            "sequence",
            "cluster",
            "reindex");

    private static final Set<String> BEFORE_SCHEMA = Set.of("schema");
    private static final Set<String> BEFORE_ROLE = Set.of("role", "user", "to", "owner");
    private static final Set<String> BEFORE_FUNCTION = Set.of("function", "procedure", "routine", "call", "execute");

    private final Sources sources;
    private final Keywords keywords;
    private final Places places = new Places();

    /** With what there is. */
    public Suggester(Sources sources, Keywords keywords) {
        this.sources = sources;
        this.keywords = keywords;
    }

    /** What may stand there. */
    public Suggestions at(String text, int cursor) {
        AskedNames names = new AskedNames(sources);
        Suggestions known = at(text, cursor, names);
        return known.all().isEmpty() && names.renew() ? at(text, cursor, names) : known;
    }

    private Suggestions at(String text, int cursor, AskedNames names) {
        CommandSuggester commands = new CommandSuggester(sources, names, keywords);
        String before = text.substring(0, cursor);
        List<Token> tokens = Lexer.tokens(before);
        Token last = tokens.isEmpty() ? new Token(Kind.BLANK, 0, 0, false) : tokens.getLast();
        return switch (last.kind()) {
            case COMMAND, ARGUMENT -> commands.at(before, tokens);
            case STRING, NUMBER -> none(cursor);
            case COMMENT -> last.open() || !before.endsWith("\n") ? none(cursor) : sql(text, before, tokens, names);
            case VARIABLE -> variables(before, last);
            case OTHER ->
                before.endsWith(":") && !before.endsWith("::")
                        ? variables(before, last)
                        : sql(text, before, tokens, names);
            case BLANK -> {
                Token command = tokens.size() > 1 ? tokens.get(tokens.size() - 2) : last;
                boolean ofCommand = command.kind() == Kind.COMMAND || command.kind() == Kind.ARGUMENT;
                yield ofCommand && !last.in(before).contains("\n")
                        ? commands.at(before, tokens)
                        : sql(text, before, tokens, names);
            }
            case WORD, QUOTED_NAME -> sql(text, before, tokens, names);
        };
    }

    private static Suggestions none(int cursor) {
        return new Suggestions(cursor, List.of());
    }

    private Suggestions variables(String before, Token last) {
        String typed = last.in(before);
        String quote = typed.startsWith(":'") ? "'" : typed.startsWith(":\"") ? "\"" : "";
        List<Suggestion> all = new ArrayList<>();
        for (String name : sources.variables()) {
            String whole = ":" + quote + name + quote;
            if (whole.startsWith(typed)) {
                all.add(new Suggestion(whole, true));
            }
        }
        return new Suggestions(last.start(), all);
    }

    private Suggestions sql(String text, String before, List<Token> tokens, AskedNames asked) {
        Token last = tokens.isEmpty() ? new Token(Kind.BLANK, 0, 0, false) : tokens.getLast();
        boolean inWord = last.kind() == Kind.WORD || (last.kind() == Kind.QUOTED_NAME && last.open());
        if (last.kind() == Kind.QUOTED_NAME && !last.open()) {
            return none(before.length());
        }
        int start = inWord ? last.start() : before.length();
        String typed = before.substring(start);
        List<String> words = words(before, inWord ? tokens.subList(0, tokens.size() - 1) : tokens);
        Matches matches = new Matches(typed, keywords);
        Names names = asked.get();
        boolean qualified = words.size() > 1 && words.getLast().equals(".");
        String qualifier = qualified ? Identifier.unquoted(words.get(words.size() - 2)) : null;
        List<String> earlier = qualified ? words.subList(0, words.size() - 2) : words;
        Places.Place place = places.behind(earlier);
        if (place != null) {
            new PlaceNames(names, matches, qualifier, place).all();
            if (!qualified) {
                place.words().forEach(word -> matches.keyword(word, sources.keywordCase()));
            }
        } else if (qualifier != null) {
            qualified(qualifier, mentioned(text, before.length(), names), matches, names);
        } else {
            String previous = words.isEmpty() ? "" : words.getLast();
            plain(previous, words, () -> mentioned(text, before.length(), names), matches, names);
        }
        return new Suggestions(start, matches.found());
    }

    private interface Tables {
        Mentioned get();
    }

    private void plain(String previous, List<String> words, Tables tables, Matches matches, Names names) {
        if (BEFORE_SCHEMA.contains(previous)) {
            names.schemas().forEach(name -> matches.name(name, "", true));
        } else if (BEFORE_ROLE.contains(previous)) {
            names.roles().forEach(name -> matches.name(name, "", true));
        } else if (previous.equals("database")) {
            names.databases().forEach(name -> matches.name(name, "", true));
        } else if (BEFORE_FUNCTION.contains(previous)) {
            functions(matches, names);
        } else if (BEFORE_RELATION.contains(previous) || (previous.equals(",") && isInFrom(words))) {
            relations(matches, names);
        } else if (!words.isEmpty()) {
            Mentioned mentioned = tables.get();
            mentioned.all().forEach(relation -> columns(relation, matches, names));
            mentioned.aliases().forEach(name -> matches.name(name, "", true));
            functions(matches, names);
        }
        if (matches.isBegun() && !previous.equals("from") && !previous.equals("join") && !previous.equals(",")) {
            keywords.all().forEach(word -> matches.keyword(word, sources.keywordCase()));
        }
    }

    private Mentioned mentioned(String text, int cursor, Names names) {
        List<Token> statement = new ArrayList<>();
        for (Token token : Lexer.tokens(text)) {
            boolean ends = token.kind() == Kind.OTHER && token.in(text).equals(";");
            if (ends && token.end() > cursor) {
                break;
            }
            if (ends) {
                statement.clear();
            } else if (token.end() != cursor) {
                // What is still being typed is no name yet, and nobody's alias.
                statement.add(token);
            }
        }
        return new Mentioned(text, statement, names);
    }

    /** Whether the last comma is one of a list of relations. */
    private static boolean isInFrom(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            switch (words.get(i)) {
                case "from" -> {
                    return true;
                }
                case "where", "select", "on", "set", "by", "(", "values", "returning", ";" -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /** The words of the statement that is being typed: names with their schemas, a dot at the end for itself. */
    private static List<String> words(String before, List<Token> tokens) {
        List<String> words = new ArrayList<>();
        for (Token token : tokens) {
            switch (token.kind()) {
                case BLANK, COMMENT -> {}
                case COMMAND, ARGUMENT -> words.clear();
                case WORD -> addName(words, token.in(before).toLowerCase(Locale.ROOT));
                case QUOTED_NAME -> addName(words, token.in(before));
                case STRING, NUMBER, VARIABLE -> words.add(token.in(before));
                case OTHER -> {
                    words.add(token.in(before));
                    if (token.in(before).equals(";")) {
                        words.clear();
                    }
                }
            }
        }
        return words;
    }

    private static void addName(List<String> words, String name) {
        if (words.size() > 1 && words.getLast().equals(".")) {
            words.removeLast();
            words.add(words.removeLast() + "." + name);
        } else {
            words.add(name);
        }
    }

    private static void qualified(String qualifier, Mentioned mentioned, Matches matches, Names names) {
        Relation relation = mentioned.called(qualifier);
        if (relation != null) {
            columns(relation, matches, names);
        }
        if (names.schemas().contains(qualifier)) {
            for (Relation each : names.relations()) {
                if (each.schema().equals(qualifier) && !each.isIndex()) {
                    matches.name(each.name(), "", true);
                }
            }
            for (Function each : names.functions()) {
                if (each.schema().equals(qualifier)) {
                    matches.name(each.name(), "(", false);
                }
            }
        }
    }

    private static void columns(Relation relation, Matches matches, Names names) {
        names.columns().getOrDefault(relation.oid(), List.of()).forEach(name -> matches.name(name, "", true));
    }

    private static void relations(Matches matches, Names names) {
        for (Relation each : names.relations()) {
            // What the system has, nobody wants to see unless they begin to type it.
            if (each.visible() && !each.isIndex() && (matches.isBegun() || !each.isSystem())) {
                matches.name(each.name(), "", true);
            }
        }
        names.schemas().forEach(name -> matches.name(name, ".", false));
    }

    private static void functions(Matches matches, Names names) {
        if (matches.isBegun()) {
            for (Function each : names.functions()) {
                if (each.visible()) {
                    matches.name(each.name(), "(", false);
                }
            }
        }
    }
}

package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Names.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The relations that a statement names, and what it calls them. */
final class Mentioned {
    private static final Set<String> BEFORE =
            Set.of("from", "join", "into", "update", "table", "only", "using", "copy", "truncate", "on");

    /** What stands behind a relation and is no alias of it. */
    private static final Set<String> BEHIND = Set.of(
            "where",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "on",
            "using",
            "set",
            "group",
            "order",
            "having",
            "limit",
            "offset",
            "union",
            "except",
            "intersect",
            "returning",
            "values",
            "select",
            "as",
            "for",
            "window",
            "fetch",
            "default",
            "from",
            "to",
            "when",
            "tablesample",
            "add",
            "drop",
            "alter",
            "rename",
            "owner");

    private final Map<String, Relation> byAlias = new HashMap<>();
    private final List<Relation> all = new ArrayList<>();

    /** Those of the tokens of one statement. */
    Mentioned(String text, List<Token> statement, Names names) {
        List<String> words = new ArrayList<>();
        for (Token token : statement) {
            switch (token.kind()) {
                case WORD -> words.add(token.in(text).toLowerCase(Locale.ROOT));
                case QUOTED_NAME -> words.add('"' + Identifier.unquoted(token.in(text)));
                case OTHER -> words.add(token.in(text));
                case BLANK, COMMENT, STRING, NUMBER, VARIABLE, COMMAND, ARGUMENT -> {}
            }
        }
        boolean inList = false;
        for (int i = 0; i + 1 < words.size(); i++) {
            String word = words.get(i);
            boolean begins = BEFORE.contains(word) || (inList && word.equals(","));
            if (begins) {
                inList = word.equals("from") || word.equals("using") || (inList && word.equals(","));
                i = relation(words, i + 1, names);
            } else if (BEHIND.contains(word) && !word.equals("as")) {
                inList = false;
            }
        }
    }

    /** Reads {@code [schema.]name [[AS] alias]}; the index of its last word. */
    private int relation(List<String> words, int from, Names names) {
        int at = from;
        if (at < words.size() && words.get(at).equals("only")) {
            at++;
        }
        if (at >= words.size() || !isName(words.get(at))) {
            return from - 1;
        }
        @Nullable String schema = null;
        String name = plain(words.get(at));
        if (at + 2 < words.size() && words.get(at + 1).equals(".") && isName(words.get(at + 2))) {
            schema = name;
            name = plain(words.get(at + 2));
            at += 2;
        }
        Relation found = names.relation(schema, name);
        if (found == null) {
            return at;
        }
        all.add(found);
        byAlias.put(name, found);
        int alias = at + 1 < words.size() && words.get(at + 1).equals("as") ? at + 2 : at + 1;
        if (alias < words.size() && isName(words.get(alias)) && !BEHIND.contains(words.get(alias))) {
            byAlias.put(plain(words.get(alias)), found);
            return alias;
        }
        return at;
    }

    private static boolean isName(String word) {
        char c = word.charAt(0);
        return c == '"' || Character.isLetter(c) || c == '_';
    }

    private static String plain(String word) {
        return word.startsWith("\"") ? word.substring(1) : word;
    }

    /** Those, as often as they are named. */
    List<Relation> all() {
        return all;
    }

    /** What they are called by. */
    Set<String> aliases() {
        return byAlias.keySet();
    }

    /** The relation of an alias or name; null for none. */
    @Nullable
    Relation called(String alias) {
        return byAlias.get(alias);
    }
}

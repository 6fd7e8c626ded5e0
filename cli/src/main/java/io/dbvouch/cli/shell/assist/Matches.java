package io.dbvouch.cli.shell.assist;

import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What fits what is typed so far, each once, in order. */
final class Matches {
    private final String typed;
    private final String plain;
    private final Keywords keywords;
    private final Map<String, Suggestion> found = new TreeMap<>();

    Matches(String typed, Keywords keywords) {
        this.typed = typed;
        this.plain = typed.toLowerCase(Locale.ROOT);
        this.keywords = keywords;
    }

    boolean isBegun() {
        return !typed.isEmpty();
    }

    List<Suggestion> found() {
        return List.copyOf(found.values());
    }

    void name(String name, String behind, boolean ends) {
        if (!Identifier.isHarmless(name)) {
            return;
        }
        String written = Identifier.written(name, keywords);
        if (written.startsWith(plain)) {
            found.putIfAbsent(written, new Suggestion(written + behind, ends));
        } else if (typed.startsWith("\"")) {
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            if (quoted.startsWith(typed)) {
                found.putIfAbsent(quoted, new Suggestion(quoted + behind, ends));
            }
        }
    }

    /** As it is written: a type, which may be several words. */
    void literal(String text) {
        if (text.startsWith(plain) && Identifier.isHarmless(text)) {
            found.putIfAbsent(text, new Suggestion(text, true));
        }
    }

    /**
     * A word of SQL, or several.
     *
     * @param wanted the value of {@code COMP_KEYWORD_CASE}
     */
    void keyword(String word, String wanted) {
        if (!word.startsWith(plain)) {
            return;
        }
        boolean upper =
                switch (wanted) {
                    case "upper" -> true;
                    case "lower" -> false;
                    case "preserve-lower" -> isBegun() && Character.isUpperCase(typed.charAt(0));
                    default -> !isBegun() || !Character.isLowerCase(typed.charAt(0));
                };
        String text = upper ? word.toUpperCase(Locale.ROOT) : word;
        boolean goesOn = word.endsWith("(");
        found.putIfAbsent(text, new Suggestion(text, !goesOn));
    }
}

package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.scan.Quoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for names, as a condition (PostgreSQL, {@code processSQLNamePattern} in {@code src/fe_utils/string_utils.c}):
 * {@code *} and {@code ?} stand for characters, a dot ends a schema's name, letters are folded to lower case, and double
 * quotes take all of this away from what they hold. What else there is, is a regular expression's.
 */
final class NamePattern {
    private static final String SPECIAL = "|*+?()[]{}.^$\\";
    private static final String ANYTHING = "^(.*)$";

    private final Catalogue catalogue;

    NamePattern(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What names are matched with.
     *
     * @param parts how many parts a pattern may have: 1 a name, 2 with the database, 3 with schema and database
     * @param schema the expression for a schema's name; null for objects without one
     * @param name the expression for the name
     * @param other another one for it; null for none
     * @param visible what holds where no schema is given; null for nothing
     * @param symbols whether names are of characters that a regular expression would understand: but for {@code *} and
     *     {@code ?}, they stand for themselves
     */
    record Names(
            int parts,
            @Nullable String schema,
            String name,
            @Nullable String other,
            @Nullable String visible,
            boolean symbols) {
        Names(int parts, @Nullable String schema, String name, @Nullable String other, @Nullable String visible) {
            this(parts, schema, name, other, visible, false);
        }

        Names ofSymbols() {
            return new Names(parts, schema, name, other, visible, true);
        }

        static Names plain(String name) {
            return new Names(1, null, name, null, null);
        }

        static Names in(String schema, String name, String visible) {
            return new Names(3, schema, name, null, visible);
        }
    }

    /** The condition; {@code true} where there is none, null where the pattern is wrong, which has been said. */
    @Nullable
    String condition(@Nullable String pattern, Names names) {
        if (pattern == null) {
            return names.visible() == null ? "true" : names.visible();
        }
        List<String> parts = parts(pattern, names.symbols());
        if (parts.size() > names.parts()) {
            catalogue.error("improper qualified name (too many dotted names): " + pattern);
            return null;
        }
        boolean elsewhere = names.schema() == null || !isDatabase(pattern);
        if (names.parts() > 1 && parts.size() == names.parts() && elsewhere) {
            catalogue.error("cross-database references are not implemented: " + pattern);
            return null;
        }
        StringBuilder condition = new StringBuilder("true");
        // Where there are no schemas, a dot is as good as any character.
        String name = whole(names.schema() == null ? String.join(".", parts) : parts.getLast());
        if (!name.equals(ANYTHING)) {
            condition.append(" AND (").append(matches(names.name(), name));
            if (names.other() != null) {
                condition.append(" OR ").append(matches(names.other(), name));
            }
            condition.append(')');
        }
        if (parts.size() > 1 && names.schema() != null) {
            String schema = whole(parts.get(parts.size() - 2));
            if (!schema.equals(ANYTHING)) {
                condition.append(" AND ").append(matches(names.schema(), schema));
            }
        } else if (names.visible() != null) {
            condition.append(" AND ").append(names.visible());
        }
        return condition.toString();
    }

    private static String matches(String expression, String regex) {
        return expression + " OPERATOR(pg_catalog.~) " + Quoting.literal(regex).strip() + " COLLATE pg_catalog.default";
    }

    /** Whether the first part is the database's name, to the letter. */
    private boolean isDatabase(String pattern) {
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                break;
            } else {
                name.append(quoted ? c : lower(c));
            }
        }
        return catalogue.database().contentEquals(name);
    }

    private static String whole(String part) {
        return "^(" + part + ")$";
    }

    private static List<String> parts(String pattern, boolean symbols) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            char after = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
            if (c == '"') {
                if (quoted && after == '"') {
                    part.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part = new StringBuilder();
            } else {
                appendCharacter(part, c, after, quoted, symbols);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static void appendCharacter(StringBuilder part, char c, char after, boolean quoted, boolean symbols) {
        if (!quoted && c == '*') {
            part.append(".*");
        } else if (!quoted && c == '?') {
            part.append('.');
        } else if (c == '$' || ((quoted || symbols) && SPECIAL.indexOf(c) >= 0) || (c == '[' && after == ']')) {
            part.append('\\').append(c);
        } else {
            part.append(quoted ? c : lower(c));
        }
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}

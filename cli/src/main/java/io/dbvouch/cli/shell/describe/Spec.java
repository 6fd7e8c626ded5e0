package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.describe.NamePattern.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listing that is a query and nothing else, as data: {@code \dA}, {@code \dF} and their like.
 *
 * @param title above the table
 * @param fields the columns, from left to right
 * @param from tables, after FROM
 * @param where conditions that always hold
 * @param hidden what holds as well where nothing is asked for by name, and system objects are not wanted
 * @param named what the arguments are matched with, one after the other
 * @param order after ORDER BY
 */
record Spec(
        String title,
        List<Field> fields,
        String from,
        List<String> where,
        String hidden,
        List<Argument> named,
        String order) {
    private static final String ALWAYS = "true";
    private static final String PLAIN = "%s";

    /**
     * A column.
     *
     * @param more whether it is there for {@code +} only
     */
    private record Field(String expression, String name, boolean more) {}

    /**
     * What an argument is for.
     *
     * @param names what it is matched with
     * @param condition what becomes of the match, for {@code %s}, where there is an argument
     */
    private record Argument(Names names, String condition) {}

    /** No columns yet. */
    static Spec of(String title) {
        return new Spec(title, List.of(), "", List.of(), ALWAYS, List.of(), "1");
    }

    private Spec field(Field field) {
        return new Spec(title, with(fields, field), from, where, hidden, named, order);
    }

    Spec column(String expression, String name) {
        return field(new Field(expression, name, false));
    }

    Spec columnIf(boolean wanted, String expression, String name) {
        return wanted ? column(expression, name) : this;
    }

    /** A column for {@code +}. */
    Spec more(String expression, String name) {
        return field(new Field(expression, name, true));
    }

    Spec moreIf(boolean wanted, String expression, String name) {
        return wanted ? more(expression, name) : this;
    }

    /** What the object is for, by its comment, if {@code +} is there. */
    Spec described(String oid, String catalogue) {
        return more(description(oid, catalogue), "Description");
    }

    static String description(String oid, String catalogue) {
        return "pg_catalog.obj_description(" + oid + ", '" + catalogue + "')";
    }

    /** Tables; each call adds some. */
    Spec from(String tables) {
        return new Spec(title, fields, from.isEmpty() ? tables : from + " " + tables, where, hidden, named, order);
    }

    Spec where(String condition) {
        return new Spec(title, fields, from, with(where, condition), hidden, named, order);
    }

    Spec hidden(String condition) {
        return new Spec(title, fields, from, where, condition, named, order);
    }

    /** Objects in the system's schemas are hidden. */
    Spec hidesSystem() {
        return hidden("n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'");
    }

    /** What the next argument is matched with. */
    Spec named(Names names) {
        return named(names, PLAIN);
    }

    /** What the next argument is matched with, within a condition that holds if there is one. */
    Spec named(Names names, String condition) {
        return new Spec(title, fields, from, where, hidden, with(named, new Argument(names, condition)), order);
    }

    Spec order(String by) {
        return new Spec(title, fields, from, where, hidden, named, by);
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return List.copyOf(all);
    }

    /**
     * Lists.
     *
     * @param patterns as many as there are; none for the rest
     * @return whether it went well; if not, why has been said
     */
    boolean print(Catalogue catalogue, List<String> patterns, boolean more, boolean system) throws IOException {
        String sql = sql(catalogue, patterns, more, system);
        @Nullable ResultTable found = sql == null ? null : catalogue.query(sql);
        if (found == null) {
            return false;
        }
        catalogue.print(found, title);
        return true;
    }

    /** The query; null where a pattern is wrong, which has been said. */
    @Nullable
    String sql(Catalogue catalogue, List<String> patterns, boolean more, boolean system) {
        Listing listing = new Listing();
        for (Field field : fields) {
            listing.columnIf(more || !field.more(), field.expression(), field.name());
        }
        listing.from(from);
        where.forEach(listing::where);
        listing.whereIf(!system && patterns.isEmpty(), hidden);
        for (int i = 0; i < named.size(); i++) {
            Argument argument = named.get(i);
            String pattern = i < patterns.size() ? patterns.get(i) : null;
            if (pattern == null && !argument.condition().equals(PLAIN)) {
                continue;
            }
            String condition = new NamePattern(catalogue).condition(pattern, argument.names());
            if (condition == null) {
                return null;
            }
            listing.where(argument.condition().replace(PLAIN, condition));
        }
        return listing.sql(order);
    }
}

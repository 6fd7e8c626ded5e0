package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A query for a listing, piece by piece. */
final class Listing {
    private final StringJoiner columns = new StringJoiner(",\n  ", "SELECT ", "\n");
    private final StringBuilder from = new StringBuilder();
    private final StringJoiner where = new StringJoiner("\n  AND ", "WHERE ", "\n").setEmptyValue("");

    Listing column(String expression, String name) {
        columns.add(expression + " AS \"" + name + "\"");
        return this;
    }

    Listing columnIf(boolean wanted, String expression, String name) {
        return wanted ? column(expression, name) : this;
    }

    Listing from(String tables) {
        from.append(from.isEmpty() ? "FROM " : "  ").append(tables).append('\n');
        return this;
    }

    Listing where(String condition) {
        if (!condition.equals("true")) {
            where.add(condition);
        }
        return this;
    }

    Listing whereIf(boolean wanted, String condition) {
        return wanted ? where(condition) : this;
    }

    /** Privileges, one a line. */
    static String privileges(String column) {
        return "pg_catalog.array_to_string(" + column + ", E'\\n')";
    }

    static String owner(String column) {
        return "pg_catalog.pg_get_userbyid(" + column + ")";
    }

    String sql(String order) {
        return columns.toString() + from + where + "ORDER BY " + order + ";";
    }

    /** Runs it and prints what it finds. */
    boolean print(Catalogue catalogue, String order, String title) throws IOException {
        @Nullable ResultTable found = catalogue.query(sql(order));
        if (found == null) {
            return false;
        }
        catalogue.print(found, title);
        return true;
    }
}

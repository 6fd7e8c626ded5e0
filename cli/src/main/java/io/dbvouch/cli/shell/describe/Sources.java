package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.scan.Quoting;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code \sf} and {@code \sv}: the statement that would make a function or view. */
final class Sources {
    private final Catalogue catalogue;

    Sources(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean function(@Nullable String name, boolean numbered) throws IOException {
        if (name == null) {
            catalogue.error("function name is required");
            return false;
        }
        return print(function(name), numbered, true);
    }

    /** The statement that would make a function; null where there is none such, which has been said. */
    @Nullable
    String function(String name) throws IOException {
        String type = name.contains("(") ? "regprocedure" : "regproc";
        String oid = single("SELECT " + Quoting.literal(name) + "::pg_catalog." + type + "::pg_catalog.oid AS found");
        return oid == null ? null : single("SELECT pg_catalog.pg_get_functiondef(" + oid + ") AS found");
    }

    boolean view(@Nullable String name, boolean numbered) throws IOException {
        if (name == null) {
            catalogue.error("view name is required");
            return false;
        }
        return print(view(name), numbered, false);
    }

    /** The statement that would make a view; null where there is none such, which has been said. */
    @Nullable
    String view(String name) throws IOException {
        String oid = single("SELECT " + Quoting.literal(name) + "::pg_catalog.regclass::pg_catalog.oid AS found");
        ResultTable found = oid == null
                ? null
                : catalogue.query("SELECT n.nspname, c.relname, c.relkind,"
                        + " pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name,"
                        + " pg_catalog.pg_get_viewdef(c.oid, true) AS definition,"
                        + " (SELECT pg_catalog.string_agg(option_name || '=' || CASE WHEN option_value ="
                        + " pg_catalog.quote_ident(option_value) THEN option_value"
                        + " ELSE pg_catalog.quote_literal(option_value) END, ', ')"
                        + " FROM pg_catalog.pg_options_to_table(c.reloptions)"
                        + " WHERE option_name <> 'check_option') AS options,"
                        + " (SELECT pg_catalog.upper(pg_catalog.substr(o, 14)) FROM pg_catalog.unnest(c.reloptions) o"
                        + " WHERE o LIKE 'check_option=%') AS checked"
                        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.oid = " + oid);
        if (found == null) {
            return null;
        }
        if (found.size() == 0) {
            // There is no view with such a number (PostgreSQL, minimal_error_message in src/bin/psql/command.c).
            catalogue.error("ERROR:  (not available)");
            return null;
        }
        Table view = new Table(found);
        if (!view.get(0, "relkind").equals("v")) {
            catalogue.error("\"" + view.get(0, "nspname") + "." + view.get(0, "relname") + "\" is not a view");
            return null;
        }
        String definition = view.get(0, "definition");
        if (definition.endsWith(";")) {
            definition = definition.substring(0, definition.length() - 1);
        }
        String options = view.get(0, "options");
        String checked = view.get(0, "checked");
        return "CREATE OR REPLACE VIEW " + view.get(0, "name")
                + (options.isEmpty() ? "" : "\n WITH (" + options + ")")
                + " AS\n" + definition
                + (checked.isEmpty() ? "" : "\n WITH " + checked + " CHECK OPTION");
    }

    private @Nullable String single(String sql) throws IOException {
        ResultTable found = catalogue.lookUp(sql);
        return found == null || found.size() == 0 ? null : new Table(found).get(0, "found");
    }

    private boolean print(@Nullable String source, boolean numbered, boolean function) throws IOException {
        if (source == null) {
            return false;
        }
        if (source.isEmpty()) {
            // There is no function with such a number.
            return true;
        }
        String text = source.endsWith("\n") ? source : source + "\n";
        catalogue.print(numbered ? numbered(text, function) : text);
        return true;
    }

    /** How many lines come before a function's body, which has its own first line. */
    static int linesBeforeBody(String function) {
        int lines = 0;
        for (String line : function.split("\n", -1)) {
            if (beginsBody(line)) {
                break;
            }
            lines++;
        }
        return lines;
    }

    private static boolean beginsBody(String line) {
        return line.startsWith("AS ") || line.startsWith("BEGIN ") || line.startsWith("RETURN ");
    }

    /** Lines are counted as error messages count them: from where a function's body begins. */
    private static String numbered(String text, boolean function) {
        StringBuilder lines = new StringBuilder();
        boolean head = function;
        int number = 0;
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            if (head && beginsBody(line)) {
                head = false;
            }
            String label = head ? "" : Integer.toString(++number);
            lines.append(label)
                    .repeat(' ', 8 - Math.min(7, label.length()))
                    .append(line)
                    .append('\n');
        }
        return lines.toString();
    }
}

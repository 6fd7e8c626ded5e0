package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.describe.NamePattern.Names;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lists tables, views, indexes, sequences, and who may do what with them. */
final class Relations {
    static final Names NAMES = Names.in("n.nspname", "c.relname", "pg_catalog.pg_table_is_visible(c.oid)");

    private static final String KIND = "CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view'"
            + " WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence'"
            + " WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table'"
            + " WHEN 'I' THEN 'partitioned index' END";

    private final Catalogue catalogue;

    Relations(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * {@code \dt} and its like.
     *
     * @param kinds of {@code t i v m s E}; none of them for all but indexes
     */
    boolean list(String kinds, @Nullable String pattern, boolean more, boolean system) throws IOException {
        String wanted = kinds.replaceAll("[^tivmsE]", "");
        if (wanted.isEmpty()) {
            wanted = "tvmsE";
        }
        boolean indexes = wanted.contains("i");
        boolean methods = !catalogue.hidesAccessMethods() && (indexes || wanted.contains("t") || wanted.contains("m"));
        String condition = new NamePattern(catalogue).condition(pattern, NAMES);
        if (condition == null) {
            return false;
        }
        boolean all = system || pattern != null;
        Listing listing = new Listing()
                .column("n.nspname", "Schema")
                .column("c.relname", "Name")
                .column(KIND, "Type")
                .column(Listing.owner("c.relowner"), "Owner")
                .columnIf(indexes, "c2.relname", "Table")
                .columnIf(
                        more,
                        "CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary'"
                                + " WHEN 'u' THEN 'unlogged' END",
                        "Persistence")
                .columnIf(more && methods, "am.amname", "Access method")
                .columnIf(more, "pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid))", "Size")
                .columnIf(more, "pg_catalog.obj_description(c.oid, 'pg_class')", "Description")
                .from("pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON c.relnamespace = n.oid")
                .from("LEFT JOIN pg_catalog.pg_am am ON c.relam = am.oid");
        if (indexes) {
            listing.from("LEFT JOIN pg_catalog.pg_index i ON c.oid = i.indexrelid"
                    + " LEFT JOIN pg_catalog.pg_class c2 ON c2.oid = i.indrelid");
        }
        listing.where("c.relkind IN (" + kinds(wanted, all) + ")")
                .whereIf(!all, "n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'")
                .whereIf(!all, "n.nspname !~ '^pg_toast'")
                .where(condition);
        ResultTable found = catalogue.query(listing.sql("1, 2"));
        if (found == null) {
            return false;
        }
        if (found.size() == 0 && !catalogue.quiet()) {
            catalogue.error(
                    pattern == null
                            ? "Did not find any relations."
                            : "Did not find any relation named \"" + pattern + "\".");
        } else {
            catalogue.print(found, "List of relations");
        }
        return true;
    }

    private static String kinds(String wanted, boolean all) {
        StringBuilder kinds = new StringBuilder("''");
        for (int i = 0; i < wanted.length(); i++) {
            kinds.append(
                    switch (wanted.charAt(i)) {
                        case 't' -> all ? ", 'r', 'p', 't'" : ", 'r', 'p'";
                        case 'i' -> ", 'i', 'I'";
                        case 'v' -> ", 'v'";
                        case 'm' -> ", 'm'";
                        case 's' -> ", 'S'";
                        default -> ", 'f'";
                    });
        }
        return kinds.toString();
    }

    /** {@code \dp} and {@code \z}. */
    boolean privileges(@Nullable String pattern) throws IOException {
        String condition = new NamePattern(catalogue)
                .condition(
                        pattern,
                        Names.in(
                                "n.nspname",
                                "c.relname",
                                "n.nspname !~ '^pg_' AND pg_catalog.pg_table_is_visible(c.oid)"));
        if (condition == null) {
            return false;
        }
        return new Listing()
                .column("n.nspname", "Schema")
                .column("c.relname", "Name")
                .column(KIND, "Type")
                .column(Listing.privileges("c.relacl"), "Access privileges")
                .column(
                        "(SELECT COALESCE(pg_catalog.string_agg(a.attname || E':\\n  ' || "
                                + "pg_catalog.array_to_string(a.attacl, E'\\n  '), E'\\n'), '')"
                                + " FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid"
                                + " AND NOT a.attisdropped AND a.attacl IS NOT NULL)",
                        "Column privileges")
                .column(
                        "(SELECT COALESCE(pg_catalog.string_agg(polname"
                                + " || CASE WHEN polpermissive THEN '' ELSE ' (RESTRICTIVE)' END"
                                + " || CASE polcmd WHEN '*' THEN ':' ELSE ' (' || polcmd::pg_catalog.text || '):' END"
                                + " || COALESCE(E'\\n  (u): ' || pg_catalog.pg_get_expr(polqual, polrelid), '')"
                                + " || COALESCE(E'\\n  (c): ' || pg_catalog.pg_get_expr(polwithcheck, polrelid), '')"
                                + " || CASE WHEN polroles = '{0}' THEN '' ELSE E'\\n  to: ' || (SELECT"
                                + " COALESCE(pg_catalog.string_agg(rolname, ', ' ORDER BY rolname), '')"
                                + " FROM pg_catalog.pg_roles WHERE oid = ANY (polroles)) END, E'\\n'), '')"
                                + " FROM pg_catalog.pg_policy WHERE polrelid = c.oid)",
                        "Policies")
                .from("pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON c.relnamespace = n.oid")
                .where("c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p')")
                .where(condition)
                .print(catalogue, "1, 2", "Access privileges");
    }
}

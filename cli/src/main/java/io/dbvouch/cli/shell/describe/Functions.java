package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.NamePattern.Names;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code \df}: functions, procedures, aggregates. */
final class Functions {
    private static final String TRIGGER = "p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype";

    private final Catalogue catalogue;

    Functions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Lists them.
     *
     * @param kinds of {@code a n p t w}, with S and +; none of them for all
     * @param arguments patterns for the types of arguments; a dash for the end of them
     */
    boolean list(String kinds, @Nullable String pattern, List<String> arguments, boolean more, boolean system)
            throws IOException {
        if (!kinds.matches("[anptwS+]*")) {
            catalogue.error("\\df only takes [anptwS+] as options");
            return true;
        }
        NamePattern patterns = new NamePattern(catalogue);
        String condition = patterns.condition(
                pattern, Names.in("n.nspname", "p.proname", "pg_catalog.pg_function_is_visible(p.oid)"));
        if (condition == null) {
            return false;
        }
        Listing listing = columns(more)
                .from("pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_namespace n ON p.pronamespace = n.oid")
                .from("LEFT JOIN pg_catalog.pg_language l ON p.prolang = l.oid")
                .where(kindCondition(kinds))
                .where(condition);
        for (int i = 0; i < arguments.size(); i++) {
            String type = "t" + i;
            listing.from("LEFT JOIN pg_catalog.pg_type " + type + " ON " + type + ".oid = p.proargtypes[" + i + "]"
                    + " LEFT JOIN pg_catalog.pg_namespace n" + type + " ON n" + type + ".oid = " + type
                    + ".typnamespace");
            if (arguments.get(i).equals("-")) {
                listing.where(type + ".typname IS NULL");
                continue;
            }
            String ofType = patterns.condition(Types.internal(arguments.get(i)), Types.names("n" + type, type));
            if (ofType == null) {
                return false;
            }
            listing.where(ofType);
        }
        return listing.whereIf(
                        !system && pattern == null, "n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'")
                .print(catalogue, "1, 2, 4", "List of functions");
    }

    private Listing columns(boolean more) {
        Listing listing = new Listing()
                .column("n.nspname", "Schema")
                .column("p.proname", "Name")
                .column("pg_catalog.pg_get_function_result(p.oid)", "Result data type")
                .column("pg_catalog.pg_get_function_arguments(p.oid)", "Argument data types")
                .column(
                        "CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func'"
                                + " END",
                        "Type");
        if (!more) {
            return listing;
        }
        String source = catalogue.serverVersion() >= 140000
                ? "COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc)"
                : "p.prosrc";
        return listing.column(
                        "CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' WHEN 'v' THEN 'volatile'"
                                + " END",
                        "Volatility")
                .column(
                        "CASE p.proparallel WHEN 'r' THEN 'restricted' WHEN 's' THEN 'safe' WHEN 'u' THEN 'unsafe' END",
                        "Parallel")
                .column(Listing.owner("p.proowner"), "Owner")
                .column("CASE WHEN p.prosecdef THEN 'definer' ELSE 'invoker' END", "Security")
                .column(Listing.privileges("p.proacl"), "Access privileges")
                .column("l.lanname", "Language")
                .column(source, "Source code")
                .column("pg_catalog.obj_description(p.oid, 'pg_proc')", "Description");
    }

    private static String kindCondition(String kinds) {
        String wanted = kinds.replaceAll("[S+]", "");
        if (wanted.isEmpty()) {
            return "true";
        }
        // A normal function is none of the others.
        StringBuilder condition = new StringBuilder("(false");
        if (wanted.contains("n")) {
            condition
                    .append(" OR (true")
                    .append(wanted.contains("a") ? "" : " AND p.prokind <> 'a'")
                    .append(wanted.contains("p") ? "" : " AND p.prokind <> 'p'")
                    .append(wanted.contains("w") ? "" : " AND p.prokind <> 'w'")
                    .append(wanted.contains("t") ? "" : " AND NOT " + TRIGGER)
                    .append(")");
            return condition.append(")").toString();
        }
        return condition
                .append(wanted.contains("a") ? " OR p.prokind = 'a'" : "")
                .append(wanted.contains("p") ? " OR p.prokind = 'p'" : "")
                .append(wanted.contains("w") ? " OR p.prokind = 'w'" : "")
                .append(wanted.contains("t") ? " OR " + TRIGGER : "")
                .append(")")
                .toString();
    }
}

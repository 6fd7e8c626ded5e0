package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.NamePattern.Names;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Data types, domains, and casts between them. */
final class Types {
    private final Catalogue catalogue;

    Types(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Names names(String namespace, String type) {
        return new Names(
                3,
                namespace + ".nspname",
                type + ".typname",
                "pg_catalog.format_type(" + type + ".oid, NULL)",
                "pg_catalog.pg_type_is_visible(" + type + ".oid)");
    }

    /** SQL's own names for types that the catalogue calls otherwise, and that no pattern would find. */
    static @Nullable String internal(@Nullable String pattern) {
        if (pattern == null) {
            return null;
        }
        return switch (pattern.toLowerCase(Locale.ROOT)) {
            case "decimal" -> "numeric";
            case "float" -> "double precision";
            case "int" -> "integer";
            case "bool[]" -> "boolean[]";
            case "decimal[]" -> "numeric[]";
            case "float[]" -> "double precision[]";
            case "float4[]" -> "real[]";
            case "float8[]" -> "double precision[]";
            case "int[]" -> "integer[]";
            case "int2[]" -> "smallint[]";
            case "int4[]" -> "integer[]";
            case "int8[]" -> "bigint[]";
            case "time[]" -> "time without time zone[]";
            case "timetz[]" -> "time with time zone[]";
            case "timestamp[]" -> "timestamp without time zone[]";
            case "timestamptz[]" -> "timestamp with time zone[]";
            case "varbit[]" -> "bit varying[]";
            case "varchar[]" -> "character varying[]";
            default -> pattern;
        };
    }

    /** {@code \dT}. */
    boolean types(@Nullable String pattern, boolean more, boolean system) throws IOException {
        String condition = new NamePattern(catalogue).condition(internal(pattern), names("n", "t"));
        if (condition == null) {
            return false;
        }
        boolean arrays = pattern != null && pattern.contains("[]");
        return new Listing()
                .column("n.nspname", "Schema")
                .column("pg_catalog.format_type(t.oid, NULL)", "Name")
                .columnIf(more, "t.typname", "Internal name")
                .columnIf(
                        more,
                        "CASE WHEN t.typrelid <> 0 THEN 'tuple' WHEN t.typlen < 0 THEN 'var'"
                                + " ELSE t.typlen::pg_catalog.text END",
                        "Size")
                .columnIf(
                        more,
                        "(SELECT COALESCE(pg_catalog.string_agg(enumlabel, E'\\n' ORDER BY enumsortorder), '')"
                                + " FROM pg_catalog.pg_enum WHERE enumtypid = t.oid)",
                        "Elements")
                .columnIf(more, Listing.owner("t.typowner"), "Owner")
                .columnIf(more, Listing.privileges("t.typacl"), "Access privileges")
                .column("pg_catalog.obj_description(t.oid, 'pg_type')", "Description")
                .from("pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON t.typnamespace = n.oid")
                .where("(t.typrelid = 0 OR EXISTS (SELECT 1 FROM pg_catalog.pg_class c"
                        + " WHERE c.oid = t.typrelid AND c.relkind = 'c'))")
                .whereIf(
                        !arrays,
                        "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray ="
                                + " t.oid)")
                .whereIf(!system && pattern == null, "n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'")
                .where(condition)
                .print(catalogue, "1, 2", "List of data types");
    }

    /** {@code \dD}. */
    boolean domains(@Nullable String pattern, boolean more, boolean system) throws IOException {
        String condition = new NamePattern(catalogue)
                .condition(pattern, Names.in("n.nspname", "t.typname", "pg_catalog.pg_type_is_visible(t.oid)"));
        if (condition == null) {
            return false;
        }
        return new Listing()
                .column("n.nspname", "Schema")
                .column("t.typname", "Name")
                .column("pg_catalog.format_type(t.typbasetype, t.typtypmod)", "Type")
                .column(
                        "(SELECT o.collname FROM pg_catalog.pg_collation o JOIN pg_catalog.pg_type b"
                                + " ON b.oid = t.typbasetype WHERE o.oid = t.typcollation"
                                + " AND b.typcollation <> t.typcollation)",
                        "Collation")
                .column("CASE WHEN t.typnotnull THEN 'not null' END", "Nullable")
                .column("t.typdefault", "Default")
                .column(
                        "pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.pg_get_constraintdef(r.oid, true)"
                                + " FROM pg_catalog.pg_constraint r WHERE r.contypid = t.oid), ' ')",
                        "Check")
                .columnIf(more, Listing.privileges("t.typacl"), "Access privileges")
                .columnIf(more, "pg_catalog.obj_description(t.oid, 'pg_type')", "Description")
                .from("pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_namespace n ON t.typnamespace = n.oid")
                .where("t.typtype = 'd'")
                .whereIf(!system && pattern == null, "n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'")
                .where(condition)
                .print(catalogue, "1, 2", "List of domains");
    }

    /** {@code \dC}. */
    boolean casts(@Nullable String pattern, boolean more) throws IOException {
        NamePattern patterns = new NamePattern(catalogue);
        String source = patterns.condition(pattern, names("ns", "ts"));
        String target = source == null ? null : patterns.condition(pattern, names("nt", "tt"));
        if (source == null || target == null) {
            return false;
        }
        return new Listing()
                .column("pg_catalog.format_type(k.castsource, NULL)", "Source type")
                .column("pg_catalog.format_type(k.casttarget, NULL)", "Target type")
                .column(
                        "CASE k.castmethod WHEN 'b' THEN '(binary coercible)' WHEN 'i' THEN '(with inout)'"
                                + " ELSE p.proname END",
                        "Function")
                .column(
                        "CASE k.castcontext WHEN 'e' THEN 'no' WHEN 'a' THEN 'in assignment' ELSE 'yes' END",
                        "Implicit?")
                .columnIf(more, "pg_catalog.obj_description(k.oid, 'pg_cast')", "Description")
                .from("pg_catalog.pg_cast k LEFT JOIN pg_catalog.pg_proc p ON p.oid = k.castfunc")
                .from("LEFT JOIN pg_catalog.pg_type ts ON ts.oid = k.castsource")
                .from("LEFT JOIN pg_catalog.pg_namespace ns ON ns.oid = ts.typnamespace")
                .from("LEFT JOIN pg_catalog.pg_type tt ON tt.oid = k.casttarget")
                .from("LEFT JOIN pg_catalog.pg_namespace nt ON nt.oid = tt.typnamespace")
                .where("((" + source + ") OR (" + target + "))")
                .print(catalogue, "1, 2", "List of casts");
    }
}

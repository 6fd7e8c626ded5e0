package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code \d NAME}: the columns of a relation, and all that belongs to it. */
final class RelationDetails {
    private static final Map<String, String> TITLES = Map.of(
            "r", "Table",
            "v", "View",
            "m", "Materialized view",
            "i", "Index",
            "I", "Partitioned index",
            "t", "TOAST table",
            "c", "Composite type",
            "f", "Foreign table",
            "p", "Partitioned table",
            "S", "Sequence");

    private final Catalogue catalogue;

    RelationDetails(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Describes each relation that a pattern matches. */
    boolean describe(String pattern, boolean more, boolean system) throws IOException {
        String condition = new NamePattern(catalogue).condition(pattern, Relations.NAMES);
        ResultTable found = condition == null
                ? null
                : catalogue.query("SELECT c.oid, n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " LEFT JOIN pg_catalog.pg_namespace n ON c.relnamespace = n.oid WHERE " + condition
                        + " ORDER BY n.nspname, c.relname");
        if (found == null) {
            return false;
        }
        Table relations = new Table(found);
        if (relations.size() == 0) {
            if (!catalogue.quiet()) {
                catalogue.error("Did not find any relation named \"" + pattern + "\".");
            }
            return false;
        }
        for (int i = 0; i < relations.size(); i++) {
            if (!describe(relations.get(i, "oid"), relations.get(i, "nspname"), relations.get(i, "relname"), more)) {
                return false;
            }
        }
        return true;
    }

    private boolean describe(String oid, String schema, String name, boolean more) throws IOException {
        ResultTable found = catalogue.query("SELECT c.relkind, c.relchecks, c.relhasindex, c.relhasrules,"
                + " c.relhastriggers, c.relrowsecurity, c.relforcerowsecurity, c.relispartition, c.reltablespace,"
                + " c.relpersistence, c.relreplident, m.amname,"
                + " CASE WHEN c.reloftype <> 0 THEN c.reloftype::pg_catalog.regtype::pg_catalog.text END AS oftype,"
                + " pg_catalog.array_to_string(c.reloptions || ARRAY(SELECT 'toast.' || o"
                + " FROM pg_catalog.unnest(t.reloptions) o), ', ') AS options"
                + " FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid"
                + " LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam WHERE c.oid = " + oid);
        if (found == null) {
            return false;
        }
        Relation relation = new Relation(oid, schema, name, more, new Table(found));
        return relation.is("S") ? sequence(relation) : columns(relation);
    }

    private static String title(Relation relation) {
        String kind = TITLES.get(relation.kind());
        String named = "\"" + relation.schema() + "." + relation.name() + "\"";
        if (kind == null) {
            return "?" + relation.kind() + "? " + named;
        }
        boolean unlogged = relation.get("relpersistence").equals("u") && !"vtcf".contains(relation.kind());
        return (unlogged ? "Unlogged " + kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1) : kind) + " "
                + named;
    }

    private boolean sequence(Relation relation) throws IOException {
        ResultTable values =
                catalogue.query("SELECT pg_catalog.format_type(seqtypid, NULL) AS \"Type\", seqstart AS \"Start\","
                        + " seqmin AS \"Minimum\", seqmax AS \"Maximum\", seqincrement AS \"Increment\","
                        + " CASE WHEN seqcycle THEN 'yes' ELSE 'no' END AS \"Cycles?\", seqcache AS \"Cache\""
                        + " FROM pg_catalog.pg_sequence WHERE seqrelid = " + relation.oid());
        ResultTable owner = values == null
                ? null
                : catalogue.query("SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)"
                        + " || '.' || pg_catalog.quote_ident(a.attname) AS name, d.deptype"
                        + " FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.refobjid"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid"
                        + " WHERE d.objid = " + relation.oid() + " AND d.deptype IN ('a', 'i')"
                        + " AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                        + " AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass");
        if (values == null || owner == null) {
            return false;
        }
        List<String> footers = new ArrayList<>();
        if (owner.size() == 1) {
            Table table = new Table(owner);
            footers.add((table.get(0, "deptype").equals("a") ? "Owned by: " : "Sequence for identity column: ")
                    + table.get(0, "name"));
        }
        catalogue.print(values, title(relation), footers, false);
        return true;
    }

    private boolean columns(Relation relation) throws IOException {
        ResultTable found = catalogue.query("SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,"
                + " (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) FROM pg_catalog.pg_attrdef d"
                + " WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef) AS expression,"
                + " a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, a.attnum,"
                + " (SELECT o.collname FROM pg_catalog.pg_collation o JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
                + " WHERE o.oid = a.attcollation AND o.oid <> t.typcollation) AS collation,"
                + (relation.isIndex()
                        ? " CASE WHEN a.attnum <= (SELECT indnkeyatts FROM pg_catalog.pg_index WHERE indexrelid = "
                                + relation.oid() + ") THEN 'yes' ELSE 'no' END AS key,"
                                + " pg_catalog.pg_get_indexdef(a.attrelid, a.attnum, true) AS definition,"
                        : "")
                + " CASE WHEN a.attfdwoptions IS NULL THEN '' ELSE '(' || (SELECT pg_catalog.string_agg("
                + "pg_catalog.quote_ident(option_name) || ' ' || pg_catalog.quote_literal(option_value), ', ')"
                + " FROM pg_catalog.pg_options_to_table(a.attfdwoptions)) || ')' END AS fdwoptions,"
                + (catalogue.serverVersion() >= 140000 ? " a.attcompression," : "")
                + " NULLIF(a.attstattarget, -1) AS target,"
                + " pg_catalog.col_description(a.attrelid, a.attnum) AS description"
                + " FROM pg_catalog.pg_attribute a WHERE a.attrelid = " + relation.oid()
                + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum");
        if (found == null) {
            return false;
        }
        Table attributes = new Table(found);
        List<RelationColumn> shown = RelationColumn.of(relation, catalogue);
        List<Column> names = new ArrayList<>();
        shown.forEach(each -> names.add(new Column(each.title(), ColumnType.TEXT)));
        ResultTable table = new ResultTable(names);
        for (int i = 0; i < attributes.size(); i++) {
            int row = i;
            table.row(shown.stream().map(each -> each.value(attributes, row)).toArray(String[]::new));
        }
        List<String> footers = new RelationFooters(catalogue, relation).all();
        if (footers == null) {
            return false;
        }
        catalogue.print(table, title(relation), footers, true);
        return true;
    }

    /**
     * A relation.
     *
     * @param more whether everything is wanted
     * @param row of {@code pg_class}
     */
    record Relation(String oid, String schema, String name, boolean more, Table row) {
        String get(String column) {
            return row.get(0, column);
        }

        boolean has(String column) {
            return row.is(0, column);
        }

        @Nullable
        String orNull(String column) {
            return row.orNull(0, column);
        }

        String kind() {
            return get("relkind");
        }

        /** Whether it is of one of these kinds. */
        boolean is(String kinds) {
            return kinds.contains(kind());
        }

        boolean isIndex() {
            return is("iI");
        }
    }
}

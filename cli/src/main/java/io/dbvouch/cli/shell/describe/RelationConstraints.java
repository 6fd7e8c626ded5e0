package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.RelationDetails.Relation;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Indexes, constraints, policies and statistics of a table. */
final class RelationConstraints {
    private static final String USING = " USING ";

    private final RelationFooters footers;
    private final Catalogue catalogue;
    private final Relation relation;

    RelationConstraints(RelationFooters footers, Catalogue catalogue, Relation relation) {
        this.footers = footers;
        this.catalogue = catalogue;
        this.relation = relation;
    }

    void indexes() throws IOException {
        if (!relation.has("relhasindex")) {
            return;
        }
        Table found = footers.query("SELECT x.relname, x.reltablespace, i.indisprimary, i.indisunique,"
                + " i.indisclustered, i.indisvalid, i.indisreplident,"
                + " pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) AS definition,"
                + " pg_catalog.pg_get_constraintdef(k.oid, true) AS condef, k.contype, k.condeferrable, k.condeferred"
                + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid"
                + " LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid"
                + " AND k.contype IN ('p', 'u', 'x') WHERE i.indrelid = " + relation.oid()
                + " ORDER BY i.indisprimary DESC, x.relname");
        if (found.size() > 0) {
            footers.add("Indexes:");
        }
        for (int i = 0; i < found.size(); i++) {
            footers.add("    \"" + found.get(i, "relname") + "\"" + index(found, i)
                    + (found.is(i, "indisclustered") ? " CLUSTER" : "")
                    + (found.is(i, "indisvalid") ? "" : " INVALID")
                    + (found.is(i, "indisreplident") ? " REPLICA IDENTITY" : ""));
            footers.tablespace(found.get(i, "reltablespace"), false);
        }
    }

    private static String index(Table found, int row) {
        String constraint = found.get(row, "contype");
        if (constraint.equals("x")) {
            return " " + found.get(row, "condef");
        }
        StringBuilder line = new StringBuilder();
        if (found.is(row, "indisprimary")) {
            line.append(" PRIMARY KEY,");
        } else if (found.is(row, "indisunique")) {
            line.append(constraint.equals("u") ? " UNIQUE CONSTRAINT," : " UNIQUE,");
        }
        String definition = found.get(row, "definition");
        int using = definition.indexOf(USING);
        return line.append(' ')
                .append(using < 0 ? definition : definition.substring(using + USING.length()))
                .append(found.is(row, "condeferrable") ? " DEFERRABLE" : "")
                .append(found.is(row, "condeferred") ? " INITIALLY DEFERRED" : "")
                .toString();
    }

    void checks() throws IOException {
        if (relation.get("relchecks").equals("0")) {
            return;
        }
        Table found = footers.query("SELECT conname, pg_catalog.pg_get_constraintdef(oid, true) AS definition"
                + " FROM pg_catalog.pg_constraint WHERE contype = 'c' AND conrelid = " + relation.oid()
                + " ORDER BY conname");
        footers.list(
                "Check constraints:",
                found,
                row -> "\"" + found.get(row, "conname") + "\" " + found.get(row, "definition"));
    }

    void foreignKeys() throws IOException {
        if (!relation.has("relhastriggers") && !relation.is("p")) {
            return;
        }
        String oid = relation.oid();
        boolean partitioned = relation.has("relispartition") || relation.is("p");
        Table own = footers.query("SELECT k.conrelid = " + oid + " AS same, k.conname,"
                + " pg_catalog.pg_get_constraintdef(k.oid, true) AS definition,"
                + " k.conrelid::pg_catalog.regclass AS ontable FROM pg_catalog.pg_constraint k"
                + (partitioned ? " JOIN pg_catalog.pg_partition_ancestors(" + oid + ") a ON a.relid = k.conrelid" : "")
                + " WHERE k.contype = 'f' AND k.conparentid = 0"
                + (partitioned ? "" : " AND k.conrelid = " + oid) + " ORDER BY same DESC, k.conname");
        footers.list(
                "Foreign-key constraints:",
                own,
                row -> own.is(row, "same")
                        ? "\"" + own.get(row, "conname") + "\" " + own.get(row, "definition")
                        : from(own, row));
        Table others = footers.query("SELECT k.conname, k.conrelid::pg_catalog.regclass AS ontable,"
                + " pg_catalog.pg_get_constraintdef(k.oid, true) AS definition FROM pg_catalog.pg_constraint k"
                + " WHERE k.contype = 'f' AND k.conparentid = 0 AND (k.confrelid = " + oid + " OR k.confrelid IN"
                + " (SELECT pg_catalog.pg_partition_ancestors(" + oid + "))) ORDER BY k.conname");
        footers.list("Referenced by:", others, row -> from(others, row));
    }

    private static String from(Table keys, int row) {
        return "TABLE \"" + keys.get(row, "ontable") + "\" CONSTRAINT \"" + keys.get(row, "conname") + "\" "
                + keys.get(row, "definition");
    }

    void policies() throws IOException {
        Table found = footers.query("SELECT polname, polpermissive,"
                + " CASE WHEN polroles <> '{0}' THEN pg_catalog.array_to_string(ARRAY(SELECT rolname"
                + " FROM pg_catalog.pg_roles WHERE oid = ANY (polroles) ORDER BY 1), ',') END AS roles,"
                + " pg_catalog.pg_get_expr(polqual, polrelid) AS used,"
                + " pg_catalog.pg_get_expr(polwithcheck, polrelid) AS checked,"
                + " CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'"
                + " WHEN 'd' THEN 'DELETE' END AS command"
                + " FROM pg_catalog.pg_policy WHERE polrelid = " + relation.oid() + " ORDER BY polname");
        boolean on = relation.has("relrowsecurity");
        boolean forced = relation.has("relforcerowsecurity");
        if (on && found.size() > 0) {
            footers.add(forced ? "Policies (forced row security enabled):" : "Policies:");
        } else if (on) {
            footers.add(
                    forced
                            ? "Policies (forced row security enabled): (none)"
                            : "Policies (row security enabled): (none)");
        } else if (found.size() > 0) {
            footers.add("Policies (row security disabled):");
        }
        for (int i = 0; i < found.size(); i++) {
            footers.add("    POLICY \"" + found.get(i, "polname") + "\""
                    + (found.is(i, "polpermissive") ? "" : " AS RESTRICTIVE")
                    + ifThere(" FOR ", found.orNull(i, "command"), "")
                    + ifThere("\n      TO ", found.orNull(i, "roles"), "")
                    + ifThere("\n      USING (", found.orNull(i, "used"), ")")
                    + ifThere("\n      WITH CHECK (", found.orNull(i, "checked"), ")"));
        }
    }

    private static String ifThere(String before, @Nullable String text, String after) {
        return text == null ? "" : before + text + after;
    }

    void statistics() throws IOException {
        String columns = catalogue.serverVersion() >= 140000
                ? "pg_catalog.pg_get_statisticsobjdef_columns(oid)"
                : "(SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ')"
                        + " FROM pg_catalog.unnest(stxkeys) s(attnum) JOIN pg_catalog.pg_attribute a"
                        + " ON a.attrelid = stxrelid AND a.attnum = s.attnum AND NOT a.attisdropped)";
        Table found = footers.query("SELECT stxnamespace::pg_catalog.regnamespace::pg_catalog.text AS nsp, stxname,"
                + " stxrelid::pg_catalog.regclass AS ontable, " + columns + " AS columns, 'd' = ANY (stxkind) AS nd,"
                + " 'f' = ANY (stxkind) AS deps, 'm' = ANY (stxkind) AS mcv,"
                + " NULLIF(stxstattarget, -1) AS target FROM pg_catalog.pg_statistic_ext WHERE stxrelid = "
                + relation.oid() + " ORDER BY nsp, stxname");
        footers.list("Statistics objects:", found, row -> {
            StringJoiner kinds = new StringJoiner(", ", " (", ")");
            int count = 0;
            for (String[] kind : new String[][] {{"nd", "ndistinct"}, {"deps", "dependencies"}, {"mcv", "mcv"}}) {
                if (found.is(row, kind[0])) {
                    kinds.add(kind[1]);
                    count++;
                }
            }
            boolean named = catalogue.serverVersion() < 140000 || (count > 0 && count < 3);
            return "\"" + found.get(row, "nsp") + "." + found.get(row, "stxname") + "\""
                    + (named ? kinds.toString() : "") + " ON " + found.get(row, "columns") + " FROM "
                    + found.get(row, "ontable") + ifThere("; STATISTICS ", found.orNull(row, "target"), "");
        });
    }
}

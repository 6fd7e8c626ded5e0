package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.describe.RelationDetails.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What stands below the columns of a relation. */
final class RelationFooters {
    private final Catalogue catalogue;
    private final Relation relation;
    private final List<String> lines = new ArrayList<>();
    private boolean failed;

    RelationFooters(Catalogue catalogue, Relation relation) {
        this.catalogue = catalogue;
        this.relation = relation;
    }

    /** All of it; null where a query failed, which has been said. */
    @Nullable
    List<String> all() throws IOException {
        partition();
        if (relation.isIndex()) {
            index();
        } else if (relation.is("rmfpt")) {
            RelationConstraints constraints = new RelationConstraints(this, catalogue, relation);
            constraints.indexes();
            constraints.checks();
            constraints.foreignKeys();
            constraints.policies();
            constraints.statistics();
            rules();
            publications();
        }
        viewDefinition();
        triggers();
        new RelationKin(this, catalogue, relation).add();
        if (relation.more() && !relation.get("options").isEmpty()) {
            lines.add("Options: " + relation.get("options"));
        }
        return failed ? null : lines;
    }

    void add(String line) {
        lines.add(line);
    }

    /** Runs a query; an empty result after a failure. */
    Table query(String sql) throws IOException {
        ResultTable found = failed ? null : catalogue.query(sql);
        failed |= found == null;
        return new Table(found == null ? new ResultTable() : found);
    }

    /** A heading and a line for each row, if there are any. */
    void list(String heading, Table rows, IntFunction<String> line) {
        if (rows.size() > 0) {
            lines.add(heading);
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.add("    " + line.apply(i));
        }
    }

    /** Adds an index's tablespace to the line above, or a line for that of another relation. */
    void tablespace(String oid, boolean newLine) throws IOException {
        if (oid.equals("0") || oid.isEmpty()) {
            return;
        }
        Table found = query("SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid = " + oid);
        if (found.size() > 0) {
            String name = "\"" + found.get(0, "spcname") + "\"";
            if (newLine) {
                lines.add("Tablespace: " + name);
            } else {
                lines.set(lines.size() - 1, lines.getLast() + ", tablespace " + name);
            }
        }
    }

    private void partition() throws IOException {
        if (relation.has("relispartition")) {
            Table found = query("SELECT h.inhparent::pg_catalog.regclass AS parent,"
                    + " pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound, "
                    + (catalogue.serverVersion() >= 140000 ? "h.inhdetachpending" : "false") + " AS pending,"
                    + " pg_catalog.pg_get_partition_constraintdef(c.oid) AS definition FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid WHERE c.oid = " + relation.oid());
            if (found.size() > 0) {
                lines.add("Partition of: " + found.get(0, "parent") + " " + found.get(0, "bound")
                        + (found.is(0, "pending") ? " DETACH PENDING" : ""));
                if (relation.more()) {
                    String definition = found.get(0, "definition");
                    lines.add(definition.isEmpty() ? "No partition constraint" : "Partition constraint: " + definition);
                }
            }
        }
        if (relation.is("p")) {
            lines.add("Partition key: "
                    + query("SELECT pg_catalog.pg_get_partkeydef(" + relation.oid() + ") AS key")
                            .get(0, "key"));
        }
        if (relation.is("t")) {
            Table owner = query("SELECT n.nspname || '.' || c.relname AS name FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.reltoastrelid = "
                    + relation.oid());
            if (owner.size() == 1) {
                lines.add("Owning table: \"" + owner.get(0, "name") + "\"");
            }
        }
    }

    private void index() throws IOException {
        Table found = query("SELECT i.*, m.amname, t.relname AS ontable,"
                + " pg_catalog.pg_get_expr(i.indpred, i.indrelid, true) AS predicate,"
                + " EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid"
                + " AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x') AND k.condeferrable) AS deferrable,"
                + " EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid"
                + " AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x') AND k.condeferred) AS deferred"
                + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                + " JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_am m ON m.oid = c.relam"
                + " WHERE i.indexrelid = " + relation.oid());
        if (found.size() != 1) {
            return;
        }
        StringBuilder line = new StringBuilder();
        if (found.is(0, "indisprimary")) {
            line.append("primary key, ");
        } else if (found.is(0, "indisunique")) {
            line.append(found.is(0, "indnullsnotdistinct") ? "unique nulls not distinct, " : "unique, ");
        }
        line.append(found.get(0, "amname"))
                .append(", for table \"")
                .append(relation.schema())
                .append('.')
                .append(found.get(0, "ontable"))
                .append('"');
        if (!found.get(0, "predicate").isEmpty()) {
            line.append(", predicate (").append(found.get(0, "predicate")).append(')');
        }
        boolean late = !found.is(0, "indimmediate");
        line.append(found.is(0, "indisclustered") ? ", clustered" : "")
                .append(found.is(0, "indisvalid") ? "" : ", invalid")
                .append(late && found.is(0, "deferrable") ? ", deferrable" : "")
                .append(late && found.is(0, "deferred") ? ", initially deferred" : "")
                .append(found.is(0, "indisreplident") ? ", replica identity" : "");
        lines.add(line.toString());
        if (relation.is("i")) {
            tablespace(relation.get("reltablespace"), true);
        }
    }

    private void rules() throws IOException {
        if (!relation.has("relhasrules") || relation.is("m")) {
            return;
        }
        for (String[] state : new String[][] {
            {"O", "Rules:"},
            {"D", "Disabled rules:"},
            {"A", "Rules firing always:"},
            {"R", "Rules firing on replica only:"}
        }) {
            Table rules = query(ruleQuery() + " AND ev_enabled = '" + state[0] + "' ORDER BY rulename");
            list(state[1], rules, row -> rules.get(row, "definition"));
        }
    }

    private String ruleQuery() {
        // Behind CREATE RULE, without the semicolon.
        return "SELECT pg_catalog.substr(pg_catalog.rtrim(pg_catalog.pg_get_ruledef(oid, true), ';'), 13) AS definition"
                + " FROM pg_catalog.pg_rewrite WHERE ev_class = " + relation.oid();
    }

    private void publications() throws IOException {
        String oid = relation.oid();
        String all = " UNION SELECT pubname, NULL, NULL FROM pg_catalog.pg_publication WHERE puballtables"
                + " AND pg_catalog.pg_relation_is_publishable(" + oid + ")";
        Table found = query(
                catalogue.serverVersion() >= 150000
                        ? "SELECT p.pubname, pg_catalog.pg_get_expr(r.prqual, r.prrelid) AS filter,"
                                + " (SELECT pg_catalog.string_agg(a.attname, ', ' ORDER BY k.n) FROM"
                                + " pg_catalog.unnest(r.prattrs::pg_catalog.int2[]) WITH ORDINALITY k(attnum, n)"
                                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.attnum)"
                                + " AS columns FROM pg_catalog.pg_publication p"
                                + " JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid WHERE r.prrelid = " + oid
                                + " UNION SELECT p.pubname, NULL, NULL FROM pg_catalog.pg_publication p"
                                + " JOIN pg_catalog.pg_publication_namespace s ON s.pnpubid = p.oid"
                                + " JOIN pg_catalog.pg_class c ON c.relnamespace = s.pnnspid WHERE c.oid = " + oid
                                + " AND pg_catalog.pg_relation_is_publishable(" + oid + ")" + all + " ORDER BY 1"
                        : "SELECT p.pubname, NULL AS filter, NULL AS columns FROM pg_catalog.pg_publication p"
                                + " JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid WHERE r.prrelid = " + oid
                                + all + " ORDER BY 1");
        list("Publications:", found, row -> {
            String columns = found.get(row, "columns");
            String filter = found.get(row, "filter");
            return "\"" + found.get(row, "pubname") + "\"" + (columns.isEmpty() ? "" : " (" + columns + ")")
                    + (filter.isEmpty() ? "" : " WHERE " + filter);
        });
    }

    private void viewDefinition() throws IOException {
        if (!relation.more() || !relation.is("vm")) {
            return;
        }
        lines.add("View definition:");
        lines.add(query("SELECT pg_catalog.pg_get_viewdef(" + relation.oid() + ", true) AS definition")
                .get(0, "definition"));
        if (relation.has("relhasrules")) {
            Table rules = query(ruleQuery() + " AND rulename <> '_RETURN' ORDER BY rulename");
            if (rules.size() > 0) {
                lines.add("Rules:");
            }
            for (int i = 0; i < rules.size(); i++) {
                lines.add(" " + rules.get(i, "definition"));
            }
        }
    }

    private void triggers() throws IOException {
        if (!relation.has("relhastriggers")) {
            return;
        }
        // Before version 15, triggers that a partition has from its parent are internal.
        String shown = catalogue.serverVersion() < 150000
                ? "(NOT g.tgisinternal OR g.tgenabled = 'D' OR g.tgparentid <> 0)"
                : "(NOT g.tgisinternal OR g.tgenabled = 'D')";
        for (String[] state : new String[][] {
            {"g.tgenabled = 'O'", "Triggers:"},
            {"g.tgenabled = 'D' AND NOT g.tgisinternal", "Disabled user triggers:"},
            {"g.tgenabled = 'D' AND g.tgisinternal", "Disabled internal triggers:"},
            {"g.tgenabled = 'A'", "Triggers firing always:"},
            {"g.tgenabled = 'R'", "Triggers firing on replica only:"}
        }) {
            Table triggers = query("SELECT pg_catalog.pg_get_triggerdef(g.oid, true) AS definition,"
                    + " CASE WHEN g.tgparentid <> 0 THEN (SELECT u.tgrelid::pg_catalog.regclass"
                    + " FROM pg_catalog.pg_partition_ancestors(g.tgrelid) WITH ORDINALITY AS a(relid, depth)"
                    + " JOIN pg_catalog.pg_trigger u ON u.tgrelid = a.relid AND u.tgname = g.tgname"
                    + " WHERE u.tgparentid = 0 ORDER BY a.depth LIMIT 1) END AS parent"
                    + " FROM pg_catalog.pg_trigger g WHERE g.tgrelid = " + relation.oid() + " AND " + shown + " AND "
                    + state[0] + " ORDER BY g.tgname");
            list(state[1], triggers, row -> {
                String definition = triggers.get(row, "definition");
                int behind = definition.indexOf(" TRIGGER ");
                String parent = triggers.get(row, "parent");
                return definition.substring(behind < 0 ? 0 : behind + " TRIGGER ".length())
                        + (parent.isEmpty() ? "" : ", ON TABLE " + parent);
            });
        }
    }
}

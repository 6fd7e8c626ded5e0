package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.RelationDetails.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The relations that a relation descends from, those that descend from it, and where it is kept. */
final class RelationKin {
    private final RelationFooters footers;
    private final Catalogue catalogue;
    private final Relation relation;

    RelationKin(RelationFooters footers, Catalogue catalogue, Relation relation) {
        this.footers = footers;
        this.catalogue = catalogue;
        this.relation = relation;
    }

    void add() throws IOException {
        if (!relation.is("rmfpIt")) {
            return;
        }
        foreign();
        parents();
        children();
        String type = relation.orNull("oftype");
        if (type != null) {
            footers.add("Typed table of type: " + type);
        }
        replicaIdentity();
        footers.tablespace(relation.get("reltablespace"), true);
        String method = relation.orNull("amname");
        if (relation.more() && method != null && !catalogue.hidesAccessMethods()) {
            footers.add("Access method: " + method);
        }
    }

    private void foreign() throws IOException {
        if (!relation.is("f")) {
            return;
        }
        Table found = footers.query("SELECT s.srvname, (SELECT pg_catalog.string_agg("
                + "pg_catalog.quote_ident(option_name) || ' ' || pg_catalog.quote_literal(option_value), ', ')"
                + " FROM pg_catalog.pg_options_to_table(f.ftoptions)) AS options FROM pg_catalog.pg_foreign_table f"
                + " JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = " + relation.oid());
        if (found.size() == 1) {
            footers.add("Server: " + found.get(0, "srvname"));
            if (!found.get(0, "options").isEmpty()) {
                footers.add("FDW options: (" + found.get(0, "options") + ")");
            }
        }
    }

    private void parents() throws IOException {
        Table found = footers.query("SELECT c.oid::pg_catalog.regclass AS name FROM pg_catalog.pg_inherits h"
                + " JOIN pg_catalog.pg_class c ON c.oid = h.inhparent WHERE c.relkind NOT IN ('p', 'I')"
                + " AND h.inhrelid = " + relation.oid() + " ORDER BY h.inhseqno");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            names.add(found.get(i, "name"));
        }
        list("Inherits", names);
    }

    /** One below the other, behind a label, with commas between. */
    private void list(String label, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            footers.add((i == 0 ? label + ": " : " ".repeat(label.length() + 2))
                    + names.get(i)
                    + (i + 1 < names.size() ? "," : ""));
        }
    }

    private void children() throws IOException {
        Table found = footers.query("SELECT c.oid::pg_catalog.regclass AS name, c.relkind, "
                + (catalogue.serverVersion() >= 140000 ? "h.inhdetachpending" : "false") + " AS pending,"
                + " pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_catalog.pg_inherits h"
                + " JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid WHERE h.inhparent = " + relation.oid()
                + " ORDER BY pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT',"
                + " c.oid::pg_catalog.regclass::pg_catalog.text");
        boolean partitioned = relation.is("pI");
        if (partitioned && found.size() == 0) {
            footers.add("Number of partitions: 0");
        } else if (!relation.more()) {
            if (found.size() > 0) {
                footers.add((partitioned ? "Number of partitions: " : "Number of child tables: ") + found.size()
                        + " (Use \\d+ to list them.)");
            }
        } else {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                String bound = found.get(i, "bound");
                boolean deeper = "pI".contains(found.get(i, "relkind"));
                names.add(found.get(i, "name")
                        + (bound.isEmpty() ? "" : " " + bound)
                        + (deeper ? ", PARTITIONED" : "")
                        + (found.is(i, "pending") ? " (DETACH PENDING)" : ""));
            }
            list(partitioned ? "Partitions" : "Child tables", names);
        }
    }

    private void replicaIdentity() {
        String identity = relation.get("relreplident");
        String usual = relation.schema().equals("pg_catalog") ? "n" : "d";
        if (relation.more() && relation.is("rm") && !identity.equals("i") && !identity.equals(usual)) {
            footers.add("Replica Identity: "
                    + switch (identity) {
                        case "f" -> "FULL";
                        case "n" -> "NOTHING";
                        default -> "???";
                    });
        }
    }
}

package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ColumnType;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.describe.NamePattern.Names;
import io.dbvouch.cli.shell.scan.Quoting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What is not in a schema: databases, schemas, roles, tablespaces, extensions. */
final class Server {
    private final Catalogue catalogue;

    Server(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private @Nullable String condition(@Nullable String pattern, String name) {
        return new NamePattern(catalogue).condition(pattern, Names.plain(name));
    }

    /** {@code \l}. */
    boolean databases(@Nullable String pattern, boolean more) throws IOException {
        String condition = condition(pattern, "d.datname");
        if (condition == null) {
            return false;
        }
        int version = catalogue.serverVersion();
        String locale = version >= 170000 ? "d.datlocale" : version >= 150000 ? "d.daticulocale" : "NULL";
        String provider = version >= 150000
                ? "CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' END"
                : "'libc'";
        return new Listing()
                .column("d.datname", "Name")
                .column(Listing.owner("d.datdba"), "Owner")
                .column("pg_catalog.pg_encoding_to_char(d.encoding)", "Encoding")
                .column("d.datcollate", "Collate")
                .column("d.datctype", "Ctype")
                .column(locale, "ICU Locale")
                .column(provider, "Locale Provider")
                .column(Listing.privileges("d.datacl"), "Access privileges")
                .columnIf(
                        more,
                        "CASE WHEN pg_catalog.has_database_privilege(d.datname, 'CONNECT')"
                                + " THEN pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(d.datname))"
                                + " ELSE 'No Access' END",
                        "Size")
                .columnIf(more, "t.spcname", "Tablespace")
                .columnIf(more, "pg_catalog.shobj_description(d.oid, 'pg_database')", "Description")
                .from("pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON d.dattablespace = t.oid")
                .where(condition)
                .print(catalogue, "1", "List of databases");
    }

    /** {@code \dn}. */
    boolean schemas(@Nullable String pattern, boolean more, boolean system) throws IOException {
        String condition = new NamePattern(catalogue).condition(pattern, new Names(2, null, "n.nspname", null, null));
        if (condition == null) {
            return false;
        }
        ResultTable found = catalogue.query(new Listing()
                .column("n.nspname", "Name")
                .column(Listing.owner("n.nspowner"), "Owner")
                .columnIf(more, Listing.privileges("n.nspacl"), "Access privileges")
                .columnIf(more, "pg_catalog.obj_description(n.oid, 'pg_namespace')", "Description")
                .from("pg_catalog.pg_namespace n")
                .whereIf(!system && pattern == null, "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'")
                .where(condition)
                .sql("1"));
        if (found == null) {
            return false;
        }
        if (pattern != null && catalogue.serverVersion() >= 150000) {
            ResultTable publications = catalogue.query("SELECT p.pubname FROM pg_catalog.pg_publication p"
                    + " JOIN pg_catalog.pg_publication_namespace pn ON pn.pnpubid = p.oid"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = pn.pnnspid WHERE n.nspname = "
                    + Quoting.literal(pattern) + " ORDER BY 1");
            if (publications == null) {
                return false;
            }
            if (publications.size() > 0) {
                List<String> footers = new ArrayList<>(List.of("Publications:"));
                Table table = new Table(publications);
                for (int i = 0; i < table.size(); i++) {
                    footers.add("    \"" + table.get(i, "pubname") + "\"");
                }
                catalogue.print(found, "List of schemas", footers, false);
                return true;
            }
        }
        catalogue.print(found, "List of schemas");
        return true;
    }

    /** {@code \db}. */
    boolean tablespaces(@Nullable String pattern, boolean more) throws IOException {
        String condition = condition(pattern, "s.spcname");
        if (condition == null) {
            return false;
        }
        return new Listing()
                .column("s.spcname", "Name")
                .column(Listing.owner("s.spcowner"), "Owner")
                .column("pg_catalog.pg_tablespace_location(s.oid)", "Location")
                .columnIf(more, Listing.privileges("s.spcacl"), "Access privileges")
                .columnIf(more, "s.spcoptions", "Options")
                .columnIf(more, "pg_catalog.pg_size_pretty(pg_catalog.pg_tablespace_size(s.oid))", "Size")
                .columnIf(more, "pg_catalog.shobj_description(s.oid, 'pg_tablespace')", "Description")
                .from("pg_catalog.pg_tablespace s")
                .where(condition)
                .print(catalogue, "1", "List of tablespaces");
    }

    /** {@code \dx}. */
    boolean extensions(@Nullable String pattern) throws IOException {
        String condition = condition(pattern, "e.extname");
        if (condition == null) {
            return false;
        }
        return new Listing()
                .column("e.extname", "Name")
                .column("e.extversion", "Version")
                .column("n.nspname", "Schema")
                .column("pg_catalog.obj_description(e.oid, 'pg_extension')", "Description")
                .from("pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON e.extnamespace = n.oid")
                .where(condition)
                .print(catalogue, "1", "List of installed extensions");
    }

    /** {@code \dx+}. */
    boolean extensionContents(@Nullable String pattern) throws IOException {
        String condition = condition(pattern, "e.extname");
        ResultTable found = condition == null
                ? null
                : catalogue.query(
                        "SELECT e.extname, e.oid FROM pg_catalog.pg_extension e WHERE " + condition + " ORDER BY 1");
        if (found == null) {
            return false;
        }
        Table extensions = new Table(found);
        if (extensions.size() == 0 && !catalogue.quiet()) {
            catalogue.error(
                    pattern == null
                            ? "Did not find any extensions."
                            : "Did not find any extension named \"" + pattern + "\".");
        }
        for (int i = 0; i < extensions.size(); i++) {
            boolean printed = new Listing()
                    .column("pg_catalog.pg_describe_object(d.classid, d.objid, 0)", "Object description")
                    .from("pg_catalog.pg_depend d")
                    .where("d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass")
                    .where("d.refobjid = " + extensions.get(i, "oid") + " AND d.deptype = 'e'")
                    .print(catalogue, "1", "Objects in extension \"" + extensions.get(i, "extname") + "\"");
            if (!printed) {
                return false;
            }
        }
        return extensions.size() > 0;
    }

    /** {@code \du} and {@code \dg}. */
    boolean roles(@Nullable String pattern, boolean more, boolean system) throws IOException {
        String condition = condition(pattern, "r.rolname");
        ResultTable found = condition == null
                ? null
                : catalogue.query("SELECT r.*, ARRAY(SELECT g.rolname FROM pg_catalog.pg_auth_members m"
                        + " JOIN pg_catalog.pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS memberof,"
                        + " pg_catalog.shobj_description(r.oid, 'pg_authid') AS description"
                        + " FROM pg_catalog.pg_roles r WHERE " + condition
                        + (system || pattern != null ? "" : " AND r.rolname !~ '^pg_'") + " ORDER BY r.rolname");
        if (found == null) {
            return false;
        }
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Role name", ColumnType.TEXT));
        columns.add(new Column("Attributes", ColumnType.TEXT));
        columns.add(new Column("Member of", ColumnType.TEXT));
        if (more) {
            columns.add(new Column("Description", ColumnType.TEXT));
        }
        ResultTable shown = new ResultTable(columns);
        Table roles = new Table(found);
        for (int i = 0; i < roles.size(); i++) {
            List<String> row =
                    new ArrayList<>(List.of(roles.get(i, "rolname"), attributes(roles, i), roles.get(i, "memberof")));
            if (more) {
                row.add(roles.get(i, "description"));
            }
            shown.row(row.toArray(new String[0]));
        }
        catalogue.print(shown, "List of roles", List.of(), false);
        return true;
    }

    private static String attributes(Table roles, int row) {
        StringJoiner all = new StringJoiner(", ");
        add(all, roles.is(row, "rolsuper"), "Superuser");
        add(all, !roles.is(row, "rolinherit"), "No inheritance");
        add(all, roles.is(row, "rolcreaterole"), "Create role");
        add(all, roles.is(row, "rolcreatedb"), "Create DB");
        add(all, !roles.is(row, "rolcanlogin"), "Cannot login");
        add(all, roles.is(row, "rolreplication"), "Replication");
        add(all, roles.is(row, "rolbypassrls"), "Bypass RLS");
        StringJoiner lines = new StringJoiner("\n");
        if (all.length() > 0) {
            lines.add(all.toString());
        }
        String connections = roles.get(row, "rolconnlimit");
        if (!connections.startsWith("-")) {
            lines.add(
                    switch (connections) {
                        case "0" -> "No connections";
                        case "1" -> "1 connection";
                        default -> connections + " connections";
                    });
        }
        if (!roles.get(row, "rolvaliduntil").isEmpty()) {
            lines.add("Password valid until " + roles.get(row, "rolvaliduntil"));
        }
        return lines.toString();
    }

    private static void add(StringJoiner to, boolean holds, String attribute) {
        if (holds) {
            to.add(attribute);
        }
    }
}

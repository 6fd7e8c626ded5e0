package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.NamePattern.Names;
import org.jspecify.annotations.Nullable;

/** {@code \de}: foreign data. */
final class ForeignSpecs {
    private ForeignSpecs() {}

    /** By what follows the command's first two letters; null where there is no such command. */
    static @Nullable Spec find(String rest) {
        return switch (rest.isEmpty() ? ' ' : rest.charAt(0)) {
            case 's' ->
                Spec.of("List of foreign servers")
                        .column("s.srvname", "Name")
                        .column(Listing.owner("s.srvowner"), "Owner")
                        .column("w.fdwname", "Foreign-data wrapper")
                        .more(Listing.privileges("s.srvacl"), "Access privileges")
                        .more("s.srvtype", "Type")
                        .more("s.srvversion", "Version")
                        .more(options("s.srvoptions"), "FDW options")
                        .described("s.oid", "pg_foreign_server")
                        .from("pg_catalog.pg_foreign_server s")
                        .from("JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw")
                        .named(Names.plain("s.srvname"));
            case 'u' ->
                Spec.of("List of user mappings")
                        .column("u.srvname", "Server")
                        .column("u.usename", "User name")
                        .more(options("u.umoptions"), "FDW options")
                        .from("pg_catalog.pg_user_mappings u")
                        .named(new Names(1, null, "u.srvname", "u.usename", null))
                        .order("1, 2");
            case 'w' ->
                Spec.of("List of foreign-data wrappers")
                        .column("w.fdwname", "Name")
                        .column(Listing.owner("w.fdwowner"), "Owner")
                        .column("w.fdwhandler::pg_catalog.regproc", "Handler")
                        .column("w.fdwvalidator::pg_catalog.regproc", "Validator")
                        .more(Listing.privileges("w.fdwacl"), "Access privileges")
                        .more(options("w.fdwoptions"), "FDW options")
                        .described("w.oid", "pg_foreign_data_wrapper")
                        .from("pg_catalog.pg_foreign_data_wrapper w")
                        .named(Names.plain("w.fdwname"));
            case 't' ->
                Spec.of("List of foreign tables")
                        .column("n.nspname", "Schema")
                        .column("c.relname", "Table")
                        .column("s.srvname", "Server")
                        .more(options("f.ftoptions"), "FDW options")
                        .described("c.oid", "pg_class")
                        .from("pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid")
                        .from("JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace")
                        .from("JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver")
                        .named(Names.in("n.nspname", "c.relname", "pg_catalog.pg_table_is_visible(c.oid)"))
                        .order("1, 2");
            default -> null;
        };
    }

    private static String options(String column) {
        return "CASE WHEN " + column + " IS NULL THEN '' ELSE '(' || pg_catalog.array_to_string(ARRAY("
                + "SELECT pg_catalog.quote_ident(option_name) || ' ' || pg_catalog.quote_literal(option_value)"
                + " FROM pg_catalog.pg_options_to_table(" + column + ")), ', ') || ')' END";
    }
}

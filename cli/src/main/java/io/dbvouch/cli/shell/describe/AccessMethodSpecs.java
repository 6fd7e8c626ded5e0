package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.NamePattern.Names;
import org.jspecify.annotations.Nullable;

/** {@code \dA}: access methods, and what makes a type fit for an index. */
final class AccessMethodSpecs {
    private static final Names METHOD = Names.plain("am.amname");
    /** A schema's name is part of a pattern, but what is not in the search path is found as well. */
    private static final Names FAMILY = new Names(3, "nf.nspname", "f.opfname", null, null);

    private static final String SAME_TYPE_FIRST = "1, 2, %1$s.%2$slefttype = %1$s.%2$srighttype DESC, ";

    private AccessMethodSpecs() {}

    /** By what follows the command's first two letters; null where there is no such command. */
    static @Nullable Spec find(String rest, boolean more) {
        return switch (rest.isEmpty() ? '+' : rest.charAt(0)) {
            case '+' -> methods();
            case 'c' -> classes();
            case 'f' -> families();
            case 'o' -> operators();
            case 'p' -> functions(more);
            default -> null;
        };
    }

    private static Spec methods() {
        return Spec.of("List of access methods")
                .column("am.amname", "Name")
                .column("CASE am.amtype WHEN 'i' THEN 'Index' WHEN 't' THEN 'Table' END", "Type")
                .more("am.amhandler", "Handler")
                .described("am.oid", "pg_am")
                .from("pg_catalog.pg_am am")
                .named(METHOD);
    }

    private static Spec classes() {
        return Spec.of("List of operator classes")
                .column("am.amname", "AM")
                .column("pg_catalog.format_type(c.opcintype, NULL)", "Input type")
                .column(
                        "CASE WHEN c.opckeytype NOT IN (0, c.opcintype) THEN pg_catalog.format_type(c.opckeytype, NULL)"
                                + " END",
                        "Storage type")
                .column(name("pg_opclass_is_visible", "c.oid", "c.opcname", "n.nspname"), "Operator class")
                .column("CASE WHEN c.opcdefault THEN 'yes' ELSE 'no' END", "Default?")
                .more(name("pg_opfamily_is_visible", "f.oid", "f.opfname", "nf.nspname"), "Operator family")
                .more(Listing.owner("c.opcowner"), "Owner")
                .from("pg_catalog.pg_opclass c JOIN pg_catalog.pg_am am ON am.oid = c.opcmethod")
                .from("LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace")
                .from("LEFT JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily")
                .from("LEFT JOIN pg_catalog.pg_namespace nf ON nf.oid = f.opfnamespace")
                .named(METHOD)
                .named(
                        Types.names("tn", "t"),
                        "EXISTS (SELECT 1 FROM pg_catalog.pg_type t"
                                + " LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace"
                                + " WHERE t.oid = c.opcintype AND %s)")
                .order("1, 2, 4");
    }

    private static Spec families() {
        return Spec.of("List of operator families")
                .column("am.amname", "AM")
                .column(familyName(), "Operator family")
                .column(
                        "(SELECT pg_catalog.string_agg(pg_catalog.format_type(oc.opcintype, NULL), ', ')"
                                + " FROM pg_catalog.pg_opclass oc WHERE oc.opcfamily = f.oid)",
                        "Applicable types")
                .more(Listing.owner("f.opfowner"), "Owner")
                .from("pg_catalog.pg_opfamily f JOIN pg_catalog.pg_am am ON am.oid = f.opfmethod")
                .from("LEFT JOIN pg_catalog.pg_namespace nf ON nf.oid = f.opfnamespace")
                .named(METHOD)
                .named(
                        Types.names("tn", "t"),
                        "EXISTS (SELECT 1 FROM pg_catalog.pg_opclass oc"
                                + " JOIN pg_catalog.pg_type t ON t.oid = oc.opcintype"
                                + " LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace"
                                + " WHERE oc.opcfamily = f.oid AND %s)")
                .order("1, 2");
    }

    private static Spec operators() {
        return inFamilies("List of operators of operator families", "pg_amop", "amop")
                .column("m.amopopr::pg_catalog.regoperator", "Operator")
                .column("m.amopstrategy", "Strategy")
                .column("CASE m.amoppurpose WHEN 'o' THEN 'ordering' WHEN 's' THEN 'search' END", "Purpose")
                .more("s.opfname", "Sort opfamily")
                .from("LEFT JOIN pg_catalog.pg_opfamily s ON s.oid = m.amopsortfamily")
                .order(SAME_TYPE_FIRST.formatted("m", "amop")
                        + "pg_catalog.format_type(m.amoplefttype, NULL),"
                        + " pg_catalog.format_type(m.amoprighttype, NULL), m.amopstrategy");
    }

    /** With {@code +} the function's arguments are there, too. */
    private static Spec functions(boolean more) {
        return inFamilies("List of support functions of operator families", "pg_amproc", "amproc")
                .column("pg_catalog.format_type(m.amproclefttype, NULL)", "Registered left type")
                .column("pg_catalog.format_type(m.amprocrighttype, NULL)", "Registered right type")
                .column("m.amprocnum", "Number")
                .column(more ? "m.amproc::pg_catalog.regprocedure::pg_catalog.text" : "p.proname", "Function")
                .from("LEFT JOIN pg_catalog.pg_proc p ON p.oid = m.amproc")
                .order(SAME_TYPE_FIRST.formatted("m", "amproc") + "3, 4, 5");
    }

    private static Spec inFamilies(String title, String catalogue, String prefix) {
        return Spec.of(title)
                .column("am.amname", "AM")
                .column(familyName(), "Operator family")
                .from("pg_catalog." + catalogue + " m JOIN pg_catalog.pg_opfamily f ON f.oid = m." + prefix + "family")
                .from("JOIN pg_catalog.pg_am am ON am.oid = f.opfmethod")
                .from("LEFT JOIN pg_catalog.pg_namespace nf ON nf.oid = f.opfnamespace")
                .named(METHOD)
                .named(FAMILY);
    }

    private static String familyName() {
        return name("pg_opfamily_is_visible", "f.oid", "f.opfname", "nf.nspname");
    }

    /** With its schema only where that is needed. */
    private static String name(String visible, String oid, String name, String schema) {
        return "CASE WHEN pg_catalog." + visible + "(" + oid + ") THEN pg_catalog.format('%I', " + name
                + ") ELSE pg_catalog.format('%I.%I', " + schema + ", " + name + ") END";
    }
}

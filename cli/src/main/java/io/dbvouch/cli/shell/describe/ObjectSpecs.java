package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.shell.describe.NamePattern.Names;
import org.jspecify.annotations.Nullable;

/** What else there is in a database: aggregates, collations, conversions, languages, statistics and so on. */
final class ObjectSpecs {
    private static final String TABLE = "pg_table_is_visible(c.oid)";

    private ObjectSpecs() {}

    /** {@code \da}. */
    static Spec aggregates() {
        return inSchema("List of aggregate functions", "pg_proc p", "p.pronamespace", "p.proname")
                .column("pg_catalog.format_type(p.prorettype, NULL)", "Result data type")
                .column(
                        "CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_catalog.pg_get_function_arguments(p.oid) END",
                        "Argument data types")
                .column(Spec.description("p.oid", "pg_proc"), "Description")
                .where("p.prokind = 'a'")
                .hidesSystem()
                .named(Names.in("n.nspname", "p.proname", "pg_catalog.pg_function_is_visible(p.oid)"))
                .order("1, 2, 4");
    }

    /** {@code \dc}. */
    static Spec conversions() {
        return inSchema("List of conversions", "pg_conversion c", "c.connamespace", "c.conname")
                .column("pg_catalog.pg_encoding_to_char(c.conforencoding)", "Source")
                .column("pg_catalog.pg_encoding_to_char(c.contoencoding)", "Destination")
                .column("CASE WHEN c.condefault THEN 'yes' ELSE 'no' END", "Default?")
                .described("c.oid", "pg_conversion")
                .hidesSystem()
                .named(Names.in("n.nspname", "c.conname", "pg_catalog.pg_conversion_is_visible(c.oid)"));
    }

    /** {@code \dconfig}. */
    static Spec parameters(boolean all, int version) {
        boolean granted = version >= 150000;
        Spec spec = Spec.of("List of " + (all ? "" : "non-default ") + "configuration parameters")
                .column("s.name", "Parameter")
                .column("pg_catalog.current_setting(s.name)", "Value")
                .more("s.vartype", "Type")
                .more("s.context", "Context")
                .moreIf(granted, Listing.privileges("p.paracl"), "Access privileges")
                .from("pg_catalog.pg_settings s")
                .named(new Names(Integer.MAX_VALUE, null, "pg_catalog.lower(s.name)", null, null));
        Spec named = granted
                ? spec.from("LEFT JOIN pg_catalog.pg_parameter_acl p ON p.parname = pg_catalog.lower(s.name)")
                : spec;
        return all ? named : named.where("s.source <> 'default' AND s.setting IS DISTINCT FROM s.boot_val");
    }

    /** {@code \ddp}. */
    static Spec defaultPrivileges() {
        return Spec.of("Default access privileges")
                .column(Listing.owner("d.defaclrole"), "Owner")
                .column("n.nspname", "Schema")
                .column(
                        "CASE d.defaclobjtype WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'function'"
                                + " WHEN 'T' THEN 'type' WHEN 'n' THEN 'schema' WHEN 'L' THEN 'large object' END",
                        "Type")
                .column(Listing.privileges("d.defaclacl"), "Access privileges")
                .from("pg_catalog.pg_default_acl d")
                .from("LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace")
                .named(new Names(3, null, "n.nspname", Listing.owner("d.defaclrole"), null))
                .order("1, 2, 3");
    }

    /** {@code \dl}. */
    static Spec largeObjects() {
        return Spec.of("Large objects")
                .column("l.oid", "ID")
                .column(Listing.owner("l.lomowner"), "Owner")
                .more(Listing.privileges("l.lomacl"), "Access privileges")
                .column(Spec.description("l.oid", "pg_largeobject"), "Description")
                .from("pg_catalog.pg_largeobject_metadata l");
    }

    /** {@code \dL}. */
    static Spec languages() {
        return Spec.of("List of languages")
                .column("l.lanname", "Name")
                .column(Listing.owner("l.lanowner"), "Owner")
                .column("l.lanpltrusted", "Trusted")
                .more("NOT l.lanispl", "Internal language")
                .more("l.lanplcallfoid::pg_catalog.regprocedure", "Call handler")
                .more("l.lanvalidator::pg_catalog.regprocedure", "Validator")
                .more("l.laninline::pg_catalog.regprocedure", "Inline handler")
                .more(Listing.privileges("l.lanacl"), "Access privileges")
                .column(Spec.description("l.oid", "pg_language"), "Description")
                .from("pg_catalog.pg_language l")
                .hidden("l.lanplcallfoid <> 0")
                .named(new Names(2, null, "l.lanname", null, null));
    }

    /** {@code \dO}. */
    static Spec collations(int version) {
        String locale = version >= 170000 ? "c.colllocale" : version >= 150000 ? "c.colliculocale" : "c.collcollate";
        return inSchema("List of collations", "pg_collation c", "c.collnamespace", "c.collname")
                .column("c.collcollate", "Collate")
                .column("c.collctype", "Ctype")
                .column(locale, "ICU Locale")
                .column(
                        "CASE c.collprovider WHEN 'd' THEN 'default' WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc'"
                                + " WHEN 'i' THEN 'icu' END",
                        "Provider")
                .column("CASE WHEN c.collisdeterministic THEN 'yes' ELSE 'no' END", "Deterministic?")
                .described("c.oid", "pg_collation")
                .where("c.collencoding IN (-1, pg_catalog.pg_char_to_encoding(pg_catalog.getdatabaseencoding()))")
                .hidesSystem()
                .named(Names.in("n.nspname", "c.collname", "pg_catalog.pg_collation_is_visible(c.oid)"));
    }

    /** {@code \do}, which has patterns for the types of operands, too. */
    static Spec operators() {
        return inSchema("List of operators", "pg_operator o", "o.oprnamespace", "o.oprname")
                .column("CASE WHEN o.oprkind <> 'l' THEN pg_catalog.format_type(o.oprleft, NULL) END", "Left arg type")
                .column(
                        "CASE WHEN o.oprkind <> 'r' THEN pg_catalog.format_type(o.oprright, NULL) END",
                        "Right arg type")
                .column("pg_catalog.format_type(o.oprresult, NULL)", "Result type")
                .more("o.oprcode", "Function")
                .column(
                        "COALESCE(" + Spec.description("o.oid", "pg_operator") + ", "
                                + Spec.description("o.oprcode", "pg_proc") + ")",
                        "Description")
                .hidesSystem()
                .named(Names.in("n.nspname", "o.oprname", "pg_catalog.pg_operator_is_visible(o.oid)")
                        .ofSymbols())
                .order("1, 2, 3, 4");
    }

    /** {@code \dP}: what is wanted of tables, indexes and partitions that are partitioned themselves. */
    static @Nullable Spec partitioned(String kinds, boolean named) {
        if (!kinds.isEmpty() && "+tin".indexOf(kinds.charAt(0)) < 0) {
            return null;
        }
        boolean neither = !kinds.contains("t") && !kinds.contains("i");
        boolean tables = neither || kinds.contains("t");
        boolean indexes = neither || kinds.contains("i");
        boolean nested = kinds.contains("n");
        boolean mixed = tables && indexes;
        String sum =
                "(SELECT pg_catalog.pg_size_pretty(pg_catalog.sum(%s)) FROM pg_catalog.pg_partition_tree(c.oid) t)";
        String size = "pg_catalog.pg_table_size(t.relid)";
        return inSchema(
                        "List of partitioned " + (mixed ? "relations" : tables ? "tables" : "indexes"),
                        "pg_class c",
                        "c.relnamespace",
                        "c.relname")
                .column(Listing.owner("c.relowner"), "Owner")
                .columnIf(
                        mixed,
                        "CASE c.relkind WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END",
                        "Type")
                .columnIf(nested || named, "h.inhparent::pg_catalog.regclass", "Parent name")
                .columnIf(indexes, "i.indrelid::pg_catalog.regclass", "Table")
                .moreIf(
                        nested,
                        sum.formatted("CASE WHEN t.isleaf AND t.level = 1 THEN " + size + " ELSE 0 END"),
                        "Leaf partition size")
                .more(sum.formatted(size), "Total size")
                .described("c.oid", "pg_class")
                .from("LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid")
                .from("LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid")
                .where("c.relkind IN (" + (mixed ? "'p', 'I'" : tables ? "'p'" : "'I'") + ")")
                .where(nested || named ? "true" : "NOT c.relispartition")
                .hidden("n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_toast' AND n.nspname <> 'information_schema'")
                .named(Names.in("n.nspname", "c.relname", "pg_catalog.pg_table_is_visible(c.oid)"))
                .order("\"Schema\", " + (mixed ? "\"Type\" DESC, " : "")
                        + (nested || named ? "\"Parent name\" NULLS FIRST, " : "") + "\"Name\"");
    }

    /** {@code \drds}. */
    static Spec settings() {
        return Spec.of("List of settings")
                .column("r.rolname", "Role")
                .column("d.datname", "Database")
                .column("pg_catalog.array_to_string(s.setconfig, E'\\n')", "Settings")
                .from("pg_catalog.pg_db_role_setting s LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase")
                .from("LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole")
                .named(Names.plain("r.rolname"))
                .named(Names.plain("d.datname"))
                .order("1, 2");
    }

    /** {@code \dX}. */
    static Spec statistics(int version) {
        String columns = version >= 140000
                ? "pg_catalog.pg_get_statisticsobjdef_columns(e.oid)"
                : "(SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ')"
                        + " FROM pg_catalog.unnest(e.stxkeys) u(number) JOIN pg_catalog.pg_attribute a"
                        + " ON a.attrelid = e.stxrelid AND a.attnum = u.number AND NOT a.attisdropped)";
        String schema = "e.stxnamespace::pg_catalog.regnamespace::pg_catalog.text";
        return Spec.of("List of extended statistics")
                .column(schema, "Schema")
                .column("e.stxname", "Name")
                .column(
                        "pg_catalog.format('%s FROM %s', " + columns + ", e.stxrelid::pg_catalog.regclass)",
                        "Definition")
                .column("CASE WHEN 'd' = ANY(e.stxkind) THEN 'defined' END", "Ndistinct")
                .column("CASE WHEN 'f' = ANY(e.stxkind) THEN 'defined' END", "Dependencies")
                .column("CASE WHEN 'm' = ANY(e.stxkind) THEN 'defined' END", "MCV")
                .from("pg_catalog.pg_statistic_ext e")
                .named(Names.in(schema, "e.stxname", "pg_catalog.pg_statistics_obj_is_visible(e.oid)"))
                .order("1, 2");
    }

    /** {@code \dy}. */
    static Spec eventTriggers() {
        return Spec.of("List of event triggers")
                .column("e.evtname", "Name")
                .column("e.evtevent", "Event")
                .column(Listing.owner("e.evtowner"), "Owner")
                .column(
                        "CASE e.evtenabled WHEN 'O' THEN 'enabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always'"
                                + " WHEN 'D' THEN 'disabled' END",
                        "Enabled")
                .column("e.evtfoid::pg_catalog.regproc", "Function")
                .column("pg_catalog.array_to_string(e.evttags, ', ')", "Tags")
                .described("e.oid", "pg_event_trigger")
                .from("pg_catalog.pg_event_trigger e")
                .named(Names.plain("e.evtname"));
    }

    /** {@code \dd}: what has a comment, of what no other listing shows with one. */
    static Spec descriptions() {
        String all = String.join(
                " UNION ALL ",
                commented(
                        "table constraint",
                        "con",
                        "pg_constraint o JOIN pg_catalog.pg_class c ON c.oid = o.conrelid",
                        "c.relnamespace",
                        TABLE),
                commented(
                        "domain constraint",
                        "con",
                        "pg_constraint o JOIN pg_catalog.pg_type t ON t.oid = o.contypid",
                        "t.typnamespace",
                        "pg_type_is_visible(t.oid)"),
                commented("operator class", "opc", "pg_opclass o", "o.opcnamespace", "pg_opclass_is_visible(o.oid)"),
                commented("operator family", "opf", "pg_opfamily o", "o.opfnamespace", "pg_opfamily_is_visible(o.oid)"),
                commented(
                        "rule",
                        "rule",
                        "pg_rewrite o JOIN pg_catalog.pg_class c ON c.oid = o.ev_class AND o.rulename <> '_RETURN'",
                        "c.relnamespace",
                        TABLE),
                commented(
                        "trigger",
                        "tg",
                        "pg_trigger o JOIN pg_catalog.pg_class c ON c.oid = o.tgrelid",
                        "c.relnamespace",
                        TABLE));
        return Spec.of("Object descriptions")
                .column("n.nspname", "Schema")
                .column("a.name", "Name")
                .column("a.object", "Object")
                .column("d.description", "Description")
                .from("(" + all + ") a JOIN pg_catalog.pg_namespace n ON n.oid = a.namespace")
                .from("JOIN pg_catalog.pg_description d ON d.objoid = a.oid AND d.classoid = a.tableoid AND"
                        + " d.objsubid = 0")
                .hidesSystem()
                .named(Names.in("n.nspname", "a.name", "a.visible"))
                .order("1, 2, 3");
    }

    private static String commented(String what, String prefix, String from, String namespace, String visible) {
        return "SELECT o.oid, o.tableoid, " + namespace + " AS namespace, o." + prefix
                + "name::pg_catalog.text AS name, '" + what + "'::pg_catalog.text AS object, pg_catalog." + visible
                + " AS visible FROM pg_catalog." + from;
    }

    private static Spec inSchema(String title, String catalogue, String namespace, String name) {
        return Spec.of(title)
                .column("n.nspname", "Schema")
                .column(name, "Name")
                .from("pg_catalog." + catalogue + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = " + namespace)
                .order("1, 2");
    }
}

package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.shell.describe.NamePattern.Names;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code \dF}: what text search is made of. */
final class TextSearchSpecs {
    private TextSearchSpecs() {}

    /** By what follows the command's first two letters; null where there is no such command. */
    static @Nullable Spec find(String rest) {
        return switch (rest.isEmpty() ? '+' : rest.charAt(0)) {
            case '+' ->
                objects("configurations", "pg_ts_config", "cfg")
                        .column(Spec.description("o.oid", "pg_ts_config"), "Description");
            case 'd' ->
                objects("dictionaries", "pg_ts_dict", "dict")
                        .more(
                                "(SELECT COALESCE(nt.nspname, '(null)')::pg_catalog.text || '.' || t.tmplname"
                                        + " FROM pg_catalog.pg_ts_template t"
                                        + " LEFT JOIN pg_catalog.pg_namespace nt ON nt.oid = t.tmplnamespace"
                                        + " WHERE t.oid = o.dicttemplate)",
                                "Template")
                        .more("o.dictinitoption", "Init options")
                        .column(Spec.description("o.oid", "pg_ts_dict"), "Description");
            case 'p' ->
                objects("parsers", "pg_ts_parser", "prs")
                        .column(Spec.description("o.oid", "pg_ts_parser"), "Description");
            case 't' ->
                objects("templates", "pg_ts_template", "tmpl")
                        .more("o.tmplinit::pg_catalog.regproc", "Init")
                        .more("o.tmpllexize::pg_catalog.regproc", "Lexize")
                        .column(Spec.description("o.oid", "pg_ts_template"), "Description");
            default -> null;
        };
    }

    private static Spec objects(String what, String catalogue, String prefix) {
        return Spec.of("List of text search " + what)
                .column("n.nspname", "Schema")
                .column("o." + prefix + "name", "Name")
                .from("pg_catalog." + catalogue + " o LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o." + prefix
                        + "namespace")
                .named(Names.in("n.nspname", "o." + prefix + "name", "pg_catalog." + catalogue + "_is_visible(o.oid)"))
                .order("1, 2");
    }

    /** {@code \dF+}: each configuration with its tokens. */
    static boolean configurations(Catalogue catalogue, List<String> patterns) throws IOException {
        Table found = named(
                catalogue,
                objects("configurations", "pg_ts_config", "cfg")
                        .column("o.oid", "oid")
                        .column("p.prsname", "parser")
                        .column("np.nspname", "parsed")
                        .from("LEFT JOIN pg_catalog.pg_ts_parser p ON p.oid = o.cfgparser")
                        .from("LEFT JOIN pg_catalog.pg_namespace np ON np.oid = p.prsnamespace"),
                patterns,
                "text search configuration");
        if (found == null) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            ResultTable tokens = catalogue.query(new Listing()
                    .column("t.alias", "Token")
                    .column(
                            "pg_catalog.btrim(ARRAY(SELECT mm.mapdict::pg_catalog.regdictionary"
                                    + " FROM pg_catalog.pg_ts_config_map mm WHERE mm.mapcfg = c.oid"
                                    + " AND mm.maptokentype = t.tokid ORDER BY mm.mapseqno)::pg_catalog.text, '{}')",
                            "Dictionaries")
                    .from("pg_catalog.pg_ts_config c CROSS JOIN LATERAL pg_catalog.ts_token_type(c.cfgparser) t")
                    .where("c.oid = " + found.get(i, "oid"))
                    .where("EXISTS (SELECT 1 FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid"
                            + " AND m.maptokentype = t.tokid)")
                    .sql("1"));
            if (tokens == null) {
                return false;
            }
            String title = "Text search configuration \"" + found.get(i, "Schema") + "." + found.get(i, "Name")
                    + "\"\nParser: \"" + found.get(i, "parsed") + "." + found.get(i, "parser") + "\"";
            catalogue.print(tokens, title, List.of(), false);
        }
        return found.size() > 0;
    }

    /** {@code \dFp+}: each parser with its functions and the types of its tokens. */
    static boolean parsers(Catalogue catalogue, List<String> patterns) throws IOException {
        Table found = named(
                catalogue,
                objects("parsers", "pg_ts_parser", "prs").column("o.oid", "oid"),
                patterns,
                "text search parser");
        if (found == null) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            String oid = found.get(i, "oid");
            String name = "\"" + found.get(i, "Schema") + "." + found.get(i, "Name") + "\"";
            ResultTable methods = catalogue.query(new Listing()
                    .column("m.method", "Method")
                    .column("m.function", "Function")
                    .column(Spec.description("m.function", "pg_proc"), "Description")
                    .from("pg_catalog.pg_ts_parser p CROSS JOIN LATERAL (VALUES (1, 'Start parse', p.prsstart),"
                            + " (2, 'Get next token', p.prstoken), (3, 'End parse', p.prsend),"
                            + " (4, 'Get headline', p.prsheadline), (5, 'Get token types', p.prslextype))"
                            + " m(number, method, function)")
                    .where("p.oid = " + oid)
                    .sql("m.number"));
            if (methods == null) {
                return false;
            }
            catalogue.print(methods, "Text search parser " + name, List.of(), false);
            boolean printed = new Listing()
                    .column("t.alias", "Token name")
                    .column("t.description", "Description")
                    .from("pg_catalog.ts_token_type(" + oid + ") t")
                    .print(catalogue, "1", "Token types for parser " + name);
            if (!printed) {
                return false;
            }
        }
        return found.size() > 0;
    }

    private static @Nullable Table named(Catalogue catalogue, Spec spec, List<String> patterns, String what)
            throws IOException {
        String sql = spec.sql(catalogue, patterns, false, true);
        ResultTable found = sql == null ? null : catalogue.query(sql);
        if (found != null && found.size() == 0 && !catalogue.quiet()) {
            catalogue.error(
                    patterns.isEmpty()
                            ? "Did not find any " + what + "s."
                            : "Did not find any " + what + " named \"" + patterns.getFirst() + "\".");
        }
        return found == null ? null : new Table(found);
    }
}

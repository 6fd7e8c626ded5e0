package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import io.dbvouch.access.StatementResult;
import io.dbvouch.cli.shell.assist.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query for names that may be suggested, and what it brings. */
final class NamesQuery {
    /**
     * As many as people may want to see, in databases that have more than that: of relations and their columns, those that the
     * system has, whose OIDs are below 16384 (PostgreSQL, {@code FirstNormalObjectId}), then the newest, with indexes last.
     */
    static final String TEXT = """
        SELECT n.nspname FROM pg_catalog.pg_namespace n
         WHERE n.nspname !~ '^pg_(toast|temp)' LIMIT 5000;
        SELECT c.oid, n.nspname, c.relname, c.relkind, pg_catalog.pg_table_is_visible(c.oid)
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S', 'i', 'I')
           AND (n.nspname !~ '^pg_(toast|temp)' OR pg_catalog.pg_table_is_visible(c.oid))
         ORDER BY c.oid >= 16384 AND c.relkind IN ('i', 'I'), c.oid >= 16384, c.oid DESC LIMIT 20000;
        SELECT a.attrelid, a.attname
          FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
         WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
         ORDER BY a.attrelid >= 16384, a.attrelid DESC LIMIT 100000;
        SELECT c.conrelid, c.conname FROM pg_catalog.pg_constraint c WHERE c.conrelid <> 0 LIMIT 20000;
        SELECT n.nspname, p.proname, p.prokind = 'p', pg_catalog.bool_or(pg_catalog.pg_function_is_visible(p.oid))
          FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname <> 'pg_catalog'
            OR NOT ('pg_catalog.internal'::pg_catalog.regtype = ANY (p.proargtypes)
                    OR 'pg_catalog.cstring'::pg_catalog.regtype = ANY (p.proargtypes)
                    OR p.prorettype IN ('pg_catalog.internal'::pg_catalog.regtype,
                                        'pg_catalog.cstring'::pg_catalog.regtype,
                                        'pg_catalog.trigger'::pg_catalog.regtype)
                    OR p.oid IN (SELECT o.oprcode FROM pg_catalog.pg_operator o)
                    OR p.oid IN (SELECT s.castfunc FROM pg_catalog.pg_cast s)
                    OR p.oid IN (SELECT x.amproc FROM pg_catalog.pg_amproc x))
         GROUP BY 1, 2, 3 LIMIT 20000;
        SELECT pg_catalog.format_type(t.oid, NULL)
          FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
         WHERE t.typtype <> 'p' AND t.typcategory <> 'A' AND (c.relkind IS NULL OR c.relkind = 'c') LIMIT 5000;
        SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datallowconn LIMIT 5000;
        SELECT r.rolname FROM pg_catalog.pg_roles r LIMIT 5000;
        SELECT e.extname FROM pg_catalog.pg_extension e;
        SELECT s.name, CASE s.vartype WHEN 'bool' THEN 'off,on' ELSE pg_catalog.array_to_string(s.enumvals, ',') END
          FROM pg_catalog.pg_settings s\
        """;

    private static final int RESULTS = 10;

    private final List<List<@Nullable String[]>> results = new ArrayList<>();

    /** Takes the next result. Those without rows are of what is sent around the query. */
    void take(StatementResult result) {
        List<StatementResult.Column> columns = result.columns();
        if (columns != null) {
            results.add(rows(result, columns.size()));
        }
    }

    /** The names; null where the server has not told them all. */
    @Nullable
    Names names() {
        return results.size() == RESULTS ? names(results) : null;
    }

    private static List<@Nullable String[]> rows(StatementResult result, int columns) {
        List<@Nullable String[]> rows = new ArrayList<>();
        while (result.next()) {
            @Nullable String[] row = new @Nullable String[columns];
            for (int i = 0; i < row.length; i++) {
                row[i] = result.value(i);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Names names(List<List<@Nullable String[]>> results) {
        return new Names(
                first(results.get(0)),
                results.get(1).stream()
                        .map(row -> new Names.Relation(
                                Long.parseLong(text(row, 0)),
                                text(row, 1),
                                text(row, 2),
                                text(row, 3).charAt(0),
                                text(row, 4).equals("t")))
                        .toList(),
                byOid(results.get(2)),
                byOid(results.get(3)),
                results.get(4).stream()
                        .map(row -> new Names.Function(
                                text(row, 0),
                                text(row, 1),
                                text(row, 2).equals("t"),
                                text(row, 3).equals("t")))
                        .toList(),
                first(results.get(5)),
                first(results.get(6)),
                first(results.get(7)),
                first(results.get(8)),
                settings(results.get(9)));
    }

    private static Map<Long, List<String>> byOid(List<@Nullable String[]> rows) {
        Map<Long, List<String>> all = new HashMap<>();
        for (@Nullable String[] row : rows) {
            all.computeIfAbsent(Long.valueOf(text(row, 0)), _ -> new ArrayList<>())
                    .add(text(row, 1));
        }
        return all;
    }

    private static Map<String, List<String>> settings(List<@Nullable String[]> rows) {
        Map<String, List<String>> all = new HashMap<>();
        for (@Nullable String[] row : rows) {
            List<String> values = new ArrayList<>(List.of("default"));
            if (row[1] != null) {
                values.addAll(List.of(row[1].split(",")));
            }
            all.put(text(row, 0), List.copyOf(values));
        }
        return all;
    }

    private static List<String> first(List<@Nullable String[]> rows) {
        return rows.stream().map(row -> text(row, 0)).toList();
    }

    /** As somebody would type it. */
    private static String text(@Nullable String[] row, int column) {
        return Utf8.reread(String.valueOf(row[column]));
    }
}

package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.Utf8;
import io.dbvouch.access.StatementResult;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.assist.Names;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database, for suggestions. It is looked up when somebody first wants it, and again after statements that
 * may have changed it, beside what the person types:
 *
 * <ol>
 *   <li>Only between transactions: in one, it would take a snapshot, and its failure would be the person's.
 *   <li>It is the program's own query, with nothing in it that anybody has typed: it is not on record, and not counted.
 *   <li>A statement waits for it for a tenth of a second, then it is cancelled.
 *   <li>Who wants to know gets what is known after a third of a second at the latest.
 * </ol>
 */
final class KnownNames {
    private static final Duration PATIENCE_OF_STATEMENTS = Duration.ofMillis(100);
    private static final Duration PATIENCE_OF_TYPISTS = Duration.ofMillis(300);

    /** What statements begin with, by their command tags, that leave names as they are. */
    private static final Set<String> HARMLESS = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "FETCH",
            "BEGIN",
            "SHOW",
            "EXPLAIN",
            "COPY",
            "VALUES",
            "EMPTY",
            "LISTEN",
            "NOTIFY",
            "ANALYZE",
            "VACUUM",
            "LOCK",
            "SAVEPOINT",
            "RELEASE",
            "DECLARE",
            "CLOSE",
            "MOVE",
            "CHECKPOINT",
            "TRUNCATE",
            "DEALLOCATE",
            "PREPARE");

    /** As many as people may want to see, in databases that have more than that. */
    private static final String QUERY = """
        SELECT n.nspname FROM pg_catalog.pg_namespace n
         WHERE n.nspname !~ '^pg_(toast|temp)' LIMIT 5000;
        SELECT c.oid, n.nspname, c.relname, c.relkind, pg_catalog.pg_table_is_visible(c.oid)
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S', 'i', 'I')
           AND (n.nspname !~ '^pg_(toast|temp)' OR pg_catalog.pg_table_is_visible(c.oid)) LIMIT 20000;
        SELECT a.attrelid, a.attname
          FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
         WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'f', 'p') LIMIT 100000;
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

    private final Shell shell;
    private volatile Names names = Names.NONE;
    private volatile boolean stale = true;
    private @Nullable Thread looking;
    private @Nullable SqlSession lookedAt;

    KnownNames(Shell shell) {
        this.shell = shell;
    }

    /** What is known. To be called while somebody types. */
    Names get() {
        Thread running = looking;
        if (running != null && !running.isAlive()) {
            looking = null;
            running = null;
        }
        SqlSession session = shell.session();
        if (running == null
                && stale
                && shell.connection.isOpen()
                && session.transactionStatus() == TransactionStatus.IDLE) {
            stale = false;
            lookedAt = session;
            running = DaemonThreads.named("names").start(() -> lookUp(session));
            looking = running;
        }
        join(running, PATIENCE_OF_TYPISTS);
        return names;
    }

    private static boolean join(@Nullable Thread thread, Duration patience) {
        try {
            return thread == null || thread.join(patience);
        } catch (InterruptedException _) {
            // Ctrl-C: whoever types is told by what reads on.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The connection is wanted for something else. */
    void settle() {
        Thread running = looking;
        if (running != null && !join(running, PATIENCE_OF_STATEMENTS)) {
            stale = true;
            Objects.requireNonNull(lookedAt).cancel();
            boolean interrupted = Thread.interrupted();
            while (running.isAlive()) {
                interrupted |= !join(running, Duration.ofSeconds(1)) && Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        looking = null;
    }

    /** A statement has been run. */
    void after(String commandTag) {
        int end = commandTag.indexOf(' ');
        stale |= !HARMLESS.contains(end < 0 ? commandTag : commandTag.substring(0, end));
    }

    /** Another database. */
    void forget() {
        names = Names.NONE;
        stale = true;
    }

    private void lookUp(SqlSession session) {
        List<List<@Nullable String[]>> results = new ArrayList<>();
        try {
            session.lookUp(QUERY, result -> results.add(rows(result)));
            if (results.size() == RESULTS) {
                names = names(results);
            }
        } catch (AccessException | IOException _) {
            // Without names there are fewer suggestions. If the connection is lost, the next statement tells.
            stale = true;
        }
    }

    private static List<@Nullable String[]> rows(StatementResult result) {
        List<StatementResult.Column> columns = Objects.requireNonNull(result.columns());
        List<@Nullable String[]> rows = new ArrayList<>();
        while (result.next()) {
            @Nullable String[] row = new @Nullable String[columns.size()];
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

package io.dbvouch.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first words of a statement (PostgreSQL, {@code command_no_begin} in {@code src/bin/psql/common.c}). */
final class StatementStart {
    private static final Pattern BLANK = Pattern.compile("(?s)(?:\\s|;|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Set<String> TRANSACTION =
            Set.of("abort", "begin", "start", "commit", "end", "rollback", "prepare transaction", "commit prepared");
    private static final Set<String> OUTSIDE = Set.of(
            "vacuum",
            "create database",
            "create tablespace",
            "create index concurrently",
            "create unique index concurrently",
            "drop database",
            "drop tablespace",
            "drop system",
            "drop subscription",
            "drop index concurrently",
            "alter system",
            "alter database",
            "reindex database",
            "reindex system",
            "reindex table concurrently",
            "reindex index concurrently",
            "reindex schema concurrently",
            "discard all",
            "cluster");

    private static final Set<String> QUERIES = Set.of("select", "values");

    private StatementStart() {}

    /** Whether a transaction is to begin with it. */
    static boolean begins(String sql) {
        List<String> words = words(sql);
        return !words.isEmpty()
                && (words.getFirst().equals("begin")
                        || (words.size() > 1
                                && words.getFirst().equals("start")
                                && words.get(1).equals("transaction")));
    }

    /** Whether a statement does not want a transaction around it, or begins or ends one itself. */
    static boolean needsNoBegin(String sql) {
        List<String> words = words(sql);
        if (words.isEmpty()) {
            return true;
        }
        StringBuilder start = new StringBuilder();
        for (String word : words) {
            start.append(start.isEmpty() ? "" : " ").append(word);
            String so = start.toString();
            if (TRANSACTION.contains(so)) {
                return true;
            }
            if (OUTSIDE.contains(so)) {
                // CLUSTER of one table runs within a transaction.
                return !so.equals("cluster") || words.size() == 1;
            }
        }
        return false;
    }

    /**
     * Whether it is a query that psql would make a cursor for, where rows are printed some at a time (PostgreSQL,
     * {@code is_select_command}).
     */
    static boolean isQuery(String sql) {
        int at = 0;
        while (true) {
            Matcher blank = BLANK.matcher(sql).region(at, sql.length());
            at = blank.lookingAt() ? blank.end() : at;
            if (at == sql.length() || sql.charAt(at) != '(') {
                break;
            }
            at++;
        }
        List<String> words = words(sql.substring(at));
        return !words.isEmpty() && QUERIES.contains(words.getFirst());
    }

    private static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (words.size() < 4) {
            Matcher blank = BLANK.matcher(sql).region(at, sql.length());
            at = blank.lookingAt() ? blank.end() : at;
            Matcher word = WORD.matcher(sql).region(at, sql.length());
            if (!word.lookingAt()) {
                return words;
            }
            words.add(word.group().toLowerCase(Locale.ROOT));
            at = word.end();
        }
        return words;
    }
}

package io.dbvouch.sandbox.cluster;

/**
 * Quotes names and texts for SQL, to the letter
 * (<a href="https://www.postgresql.org/docs/18/sql-syntax-lexical.html">Lexical Structure</a>; {@code
 * standard_conforming_strings} is on).
 */
final class Sql {
    private Sql() {}

    static String identifier(String name) {
        return '"' + checked(name).replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + checked(text).replace("'", "''") + '\'';
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL has no zero character");
        }
        return text;
    }
}

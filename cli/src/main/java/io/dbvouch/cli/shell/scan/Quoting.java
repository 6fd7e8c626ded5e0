package io.dbvouch.cli.shell.scan;

/** Text as SQL: literals and identifiers, as libpq's {@code PQescapeLiteral} and {@code PQescapeIdentifier} write them. */
public final class Quoting {
    private Quoting() {}

    /** {@code 'it''s'}; with backslashes <code> E'a\\b'</code>, which means the same whatever the server's settings. */
    public static String literal(String text) {
        String quoted = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + quoted + "'" : " E'" + quoted.replace("\\", "\\\\") + "'";
    }

    /** {@code "a ""b"""}. */
    public static String identifier(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}

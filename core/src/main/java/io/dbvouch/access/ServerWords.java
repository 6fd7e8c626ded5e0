package io.dbvouch.access;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * An error or notice of the server.
 *
 * @param severity {@code ERROR}, {@code NOTICE}, …; as the server wrote it, so perhaps translated
 * @param sqlState five characters; null where the server gave none
 * @param message the primary message
 * @param fields the others by their letter in the protocol: {@code D} detail, {@code H} hint, {@code P} position, …
 * @see <a href="https://www.postgresql.org/docs/18/protocol-error-fields.html">Error and notice message fields</a>
 */
public record ServerWords(String severity, @Nullable String sqlState, String message, Map<Character, String> fields) {

    static ServerWords of(ServerErrorMessage said) {
        Map<Character, String> fields = new TreeMap<>();
        put(fields, 'D', said.getDetail());
        put(fields, 'H', said.getHint());
        put(fields, 'P', number(said.getPosition()));
        put(fields, 'p', number(said.getInternalPosition()));
        put(fields, 'q', said.getInternalQuery());
        put(fields, 'W', said.getWhere());
        put(fields, 's', said.getSchema());
        put(fields, 't', said.getTable());
        put(fields, 'c', said.getColumn());
        put(fields, 'd', said.getDatatype());
        put(fields, 'n', said.getConstraint());
        put(fields, 'F', said.getFile());
        put(fields, 'L', number(said.getLine()));
        put(fields, 'R', said.getRoutine());
        String severity = said.getSeverity();
        String message = said.getMessage();
        return new ServerWords(
                severity == null ? "ERROR" : severity, said.getSQLState(), message == null ? "" : message, fields);
    }

    private static void put(Map<Character, String> fields, char letter, @Nullable String value) {
        if (value != null) {
            fields.put(letter, value);
        }
    }

    /** The driver has 0 for none. */
    private static @Nullable String number(int value) {
        return value == 0 ? null : Integer.toString(value);
    }
}

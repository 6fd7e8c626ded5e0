package io.dbvouch.access;

import io.dbvouch.wire.Said;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /** These are in components of their own; {@code V} is the severity once more. */
    private static final String APART = "SVCM";

    static ServerWords of(Said said) {
        Map<Character, String> rest = new TreeMap<>(said.fields());
        rest.keySet().removeIf(letter -> APART.indexOf(letter) >= 0);
        String severity = said.field('S');
        return new ServerWords(
                severity.isEmpty() ? "ERROR" : severity, said.fields().get('C'), said.field('M'), rest);
    }
}

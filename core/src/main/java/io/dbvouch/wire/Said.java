package io.dbvouch.wire;

import java.net.ProtocolException;
import java.util.Map;
import java.util.TreeMap;

/**
 * An error or a notice, field by field.
 *
 * @param fields by their letter in the protocol: {@code S} severity, {@code C} SQLSTATE, {@code M} message, …
 * @see <a href="https://www.postgresql.org/docs/18/protocol-error-fields.html">Error and notice message fields</a>
 */
public record Said(Map<Character, String> fields) {
    static Said read(MessageReader message) throws ProtocolException {
        Map<Character, String> fields = new TreeMap<>();
        for (int letter = message.int8(); letter != 0; letter = message.int8()) {
            fields.put((char) letter, message.text());
        }
        message.done();
        return new Said(fields);
    }

    /** A field; empty where the server left it out. */
    public String field(char letter) {
        return fields.getOrDefault(letter, "");
    }

    /** Whether the server ends the session with it. {@code V} is never translated; servers before 9.6 have {@code S} alone. */
    public boolean isFatal() {
        String severity = fields.getOrDefault('V', field('S'));
        return severity.equals("FATAL") || severity.equals("PANIC");
    }
}

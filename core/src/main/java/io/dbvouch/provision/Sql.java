package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.nio.charset.StandardCharsets;

/**
 * Names and texts as SQL has them. Whatever is not fixed text in a statement goes through here.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-syntax-lexical.html">Lexical structure</a>
 */
final class Sql {
    /** PostgreSQL's {@code NAMEDATALEN} less its zero byte; what is longer, the server cuts silently. */
    static final int LONGEST_NAME = 63;

    private Sql() {}

    /** A name, quoted: upper and lower case, blanks and reserved words are all the same to it. */
    static String identifier(String name) {
        check("a name", name);
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text, quoted so that it means the same whatever {@code standard_conforming_strings} says. */
    static String literal(String text) {
        check("a text", text);
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /**
     * Checks that a name can be one, and is sent as it is.
     *
     * @param what what it names, for the message: {@code "user"}
     * @throws AccessException.BadConfiguration where it cannot
     */
    static String name(String what, String name) {
        if (name.isEmpty()) {
            throw new AccessException.BadConfiguration("the " + what + "'s name is empty");
        }
        check("the " + what + "'s name", name);
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new AccessException.BadConfiguration("the " + what + "'s name has " + bytes
                            + " bytes; PostgreSQL cuts names after " + LONGEST_NAME)
                    .evidence("name", name);
        }
        return name;
    }

    /** A zero ends the text for the server; half a surrogate pair would be sent as a question mark. */
    private static void check(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new AccessException.BadConfiguration(what + " holds a NUL character");
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new AccessException.BadConfiguration(what + " is no valid Unicode text");
        }
    }
}

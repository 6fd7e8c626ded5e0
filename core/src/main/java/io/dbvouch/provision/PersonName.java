package io.dbvouch.provision;

import io.dbvouch.AccessException;
import org.jspecify.annotations.Nullable;

/**
 * Names that a person can have at an identity provider. PostgreSQL takes more: roles of such names would be nobody's.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html">UserName of Identity
 *     Center: letters, marks, symbols, numbers and punctuation</a>
 */
public final class PersonName {
    private PersonName() {}

    /**
     * The name, if a person can have it.
     *
     * @throws AccessException.BadConfiguration where nobody can be called so
     */
    public static String check(String name) {
        String why = refusal(name);
        if (why != null) {
            throw new AccessException.BadConfiguration("\"" + name + "\" is no person's name: " + why)
                    .evidence("name", name);
        }
        return name;
    }

    /** Why nobody can be called so; null where somebody can. Blanks inside are taken, as other providers have them. */
    static @Nullable String refusal(String name) {
        if (!name.isEmpty() && !name.equals(name.strip())) {
            return "it begins or ends with a blank";
        }
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int c = name.codePointAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> {
                    return "it holds U+%04X, which is not to be seen".formatted(c);
                }
                default -> {
                    // Letters, marks, symbols, numbers, punctuation and blanks.
                }
            }
        }
        return null;
    }
}

package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * The role through which people reach a schema. The package's description has how it is named.
 *
 * @param reach what it may do there
 * @param database the database, of which a schema of the same name in another one is none
 * @param schema the schema
 */
public record GroupRole(Reach reach, String database, String schema) {
    private static final String PREFIX = "dbvouch_";
    private static final int DIGITS = 12;

    /**
     * Checks the schema's name.
     *
     * @throws AccessException.BadConfiguration where nobody is to be let into it by a helpdesk, or it cannot be a name
     */
    public GroupRole {
        checkSchema(schema);
    }

    /** Checks a schema's name, before it is known which database it is in. */
    static String checkSchema(String schema) {
        Sql.name("schema", schema);
        if (schema.startsWith("pg_") || schema.equals("information_schema")) {
            throw new AccessException.BadConfiguration("schema \"" + schema + "\" is PostgreSQL's own")
                    .evidence("schema", schema);
        }
        return schema;
    }

    /** Its name: 63 bytes at most, and another one for each database, schema and reach. */
    public String name() {
        String start = PREFIX + reach.shortName() + "_";
        String plain = start + database + "." + schema;
        boolean clear = (database + schema).chars().noneMatch(c -> c == '.' || c == '~');
        if (clear && bytes(plain) <= Sql.LONGEST_NAME) {
            return plain;
        }
        String digest = "~"
                + Sha256.hex((database + '\0' + schema).getBytes(StandardCharsets.UTF_8))
                        .substring(0, DIGITS);
        StringBuilder name = new StringBuilder(plain);
        while (bytes(name + digest) > Sql.LONGEST_NAME) {
            name.setLength(name.offsetByCodePoints(name.length(), -1));
        }
        return name + digest;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether a name could be that of a group. */
    static boolean isNamedLikeOne(String name) {
        for (Reach reach : Reach.values()) {
            if (name.startsWith(PREFIX + reach.shortName() + "_")) {
                return true;
            }
        }
        return false;
    }

    /** What it is, for people and as the role's comment. */
    String words() {
        return "dbvouch: " + reach.words() + " on schema " + schema + " of database " + database;
    }
}

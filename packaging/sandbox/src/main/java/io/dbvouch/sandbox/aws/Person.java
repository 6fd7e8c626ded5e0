package io.dbvouch.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A person of the company, as the identity provider knows them.
 *
 * @param name the IdP user name; it becomes the session name of role sessions and their {@code userName} tag
 * @param permissionSet the one permission set that is assigned to them
 * @param databaseUser whether the cluster has a user of the very same name
 */
public record Person(String name, String permissionSet, boolean databaseUser) {
    /** PostgreSQL's NAMEDATALEN less its terminator; the server cuts longer names off without a word. */
    private static final int LONGEST_DATABASE_USER = 63;

    /** Role names that PostgreSQL keeps for itself, and those that the cluster has for other ends. */
    private static final Pattern RESERVED =
            Pattern.compile("pg_.*|public|none|postgres|app|rds_.*|company_.*", Pattern.DOTALL);

    /**
     * A person with the permission set {@code dba}, and with a database user unless PostgreSQL cannot hold the name or keeps
     * it for something else.
     *
     * @throws IllegalArgumentException when the name is empty, longer than 128 characters or has a control character
     */
    public static Person dba(String name) {
        if (name.isEmpty() || name.length() > 128 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 128 characters, none of them a control character");
        }
        boolean possible = name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DATABASE_USER
                && !RESERVED.matcher(name).matches();
        return new Person(name, "dba", possible);
    }
}

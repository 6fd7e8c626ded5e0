package io.dbvouch.sandbox.aws;

import java.nio.charset.StandardCharsets;

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

    /**
     * A person with the permission set {@code dba}, and with a database user if PostgreSQL can hold the name.
     *
     * @throws IllegalArgumentException when the name is empty, longer than 128 characters or has a control character
     */
    public static Person dba(String name) {
        if (name.isEmpty() || name.length() > 128 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 128 characters, none of them a control character");
        }
        return new Person(name, "dba", name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DATABASE_USER);
    }
}

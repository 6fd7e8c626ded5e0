package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.Set;

/**
 * The name of a database user that may be added, changed or removed: 1 to 63 bytes of UTF-8, to the letter.
 *
 * @param value the name
 */
public record UserName(String value) {
    /** Not even quotes make role names of them: {@code RoleSpec} in PostgreSQL's {@code gram.y}. */
    private static final Set<String> NO_ROLES = Set.of("public", "none");

    /**
     * Checks it, before anything is sent.
     *
     * @throws AccessException.BadConfiguration where it cannot be a user's, or is not a person's
     */
    public UserName {
        Sql.name("user", value);
        refuseReserved("user", value);
        if (GroupRole.isNamedLikeOne(value)) {
            throw reserved("user", value, "dbvouch's own groups have such names");
        }
    }

    /** Checks the name of a role to be granted: the server's own carry powers that are not a helpdesk's to give. */
    static String granted(String role) {
        Sql.name("role", role);
        refuseReserved("role", role);
        return role;
    }

    private static void refuseReserved(String what, String name) {
        if (NO_ROLES.contains(name)) {
            throw reserved(what, name, "PostgreSQL means something else by it");
        }
        if (name.startsWith("pg_")) {
            throw reserved(what, name, "names that begin with pg_ are PostgreSQL's own");
        }
        if (isRds(name)) {
            throw reserved(what, name, "RDS has such names for itself");
        }
    }

    /** Whether RDS made it. */
    static boolean isRds(String name) {
        return name.startsWith("rds_") || name.startsWith("rdsadmin") || name.equals("rdsrepladmin");
    }

    private static AccessException reserved(String what, String name, String why) {
        return new AccessException.BadConfiguration("\"" + name + "\" cannot be the name of a " + what + ": " + why)
                .evidence("name", name);
    }

    /** As SQL. */
    String sql() {
        return Sql.identifier(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

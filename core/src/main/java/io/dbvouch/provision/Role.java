package io.dbvouch.provision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role of the cluster.
 *
 * @param oid its OID
 * @param name its name
 * @param login whether it may log in
 * @param powers its attributes that go beyond ordinary use
 * @param connectionLimit how many sessions at once; -1 for any number
 * @param validUntil its {@code VALID UNTIL}; null for none
 * @param comment its comment; null for none
 * @param usable whether the administrator has its privileges
 * @param administered whether the administrator may grant it, and in PostgreSQL 16 and later alter it
 */
public record Role(
        long oid,
        String name,
        boolean login,
        List<Power> powers,
        int connectionLimit,
        @Nullable Instant validUntil,
        @Nullable String comment,
        boolean usable,
        boolean administered) {

    /** What makes a role more than an ordinary one. */
    public enum Power {
        SUPERUSER,
        CREATEROLE,
        CREATEDB,
        BYPASSRLS,
        REPLICATION
    }

    /** Copies the list. */
    public Role {
        powers = List.copyOf(powers);
    }

    /** The powers for which there is a {@code t} in {@code flags}, in the order of the enum. */
    static List<Power> powers(@Nullable String... flags) {
        List<Power> powers = new ArrayList<>();
        for (int i = 0; i < flags.length; i++) {
            if ("t".equals(flags[i])) {
                powers.add(Power.values()[i]);
            }
        }
        return powers;
    }

    boolean has(Power power) {
        return powers.contains(power);
    }

    /** Whether dbvouch wrote its comment. */
    public boolean isOurs() {
        return comment != null && comment.startsWith(Stamp.MARK);
    }

    /** As SQL. */
    String sql() {
        return Sql.identifier(name);
    }
}

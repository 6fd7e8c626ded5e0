package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user as they should be. What they have besides is left to them.
 *
 * @param name the user's name, which is the IdP user's to the letter
 * @param roles roles that are granted as they are
 * @param readOnly schemas to read
 * @param readWrite schemas to read and write
 * @param until when access ends, in whole seconds; null for never, which leaves an end that is set already
 * @param connectionLimit how many sessions at once, from 1; null leaves it as it is
 * @param endPassword whether it may also be somebody who logs in with a password so far, which ends with that
 */
public record UserSpec(
        UserName name,
        List<String> roles,
        List<String> readOnly,
        List<String> readWrite,
        @Nullable Instant until,
        @Nullable Integer connectionLimit,
        boolean endPassword) {
    /** The end of access that never ends, which takes an end away that is set. */
    public static final Instant NEVER = Instant.MAX;

    /** PostgreSQL's time ends in the year 294276. */
    private static final Instant LATEST = Instant.parse("+200000-01-01T00:00:00Z");

    /**
     * Checks all of it.
     *
     * @throws AccessException.BadConfiguration where a name or the limit cannot be
     */
    public UserSpec {
        roles = roles.stream().distinct().map(UserName::granted).toList();
        readWrite = readWrite.stream().distinct().map(GroupRole::checkSchema).toList();
        List<String> written = readWrite;
        // Who writes a schema reads it.
        readOnly = readOnly.stream()
                .distinct()
                .map(GroupRole::checkSchema)
                .filter(schema -> !written.contains(schema))
                .toList();
        if (until != null && !until.equals(NEVER)) {
            until = until.truncatedTo(ChronoUnit.SECONDS);
            if (until.isAfter(LATEST)) {
                throw new AccessException.BadConfiguration("PostgreSQL knows no time as late as " + until);
            }
        }
        if (connectionLimit != null && connectionLimit < 1) {
            throw new AccessException.BadConfiguration(
                    "a connection limit of " + connectionLimit + " would let nobody in; 1 is the least");
        }
    }

    /** One of whom a password that works is not to end. */
    public UserSpec(
            UserName name,
            List<String> roles,
            List<String> readOnly,
            List<String> readWrite,
            @Nullable Instant until,
            @Nullable Integer connectionLimit) {
        this(name, roles, readOnly, readWrite, until, connectionLimit, false);
    }

    /** The groups that let the user into the schemas of a database. */
    List<GroupRole> groups(String database) {
        return Stream.concat(
                        readOnly.stream().map(schema -> new GroupRole(Reach.READ_ONLY, database, schema)),
                        readWrite.stream().map(schema -> new GroupRole(Reach.READ_WRITE, database, schema)))
                .toList();
    }

    /** The schemas that are named. */
    List<String> schemas() {
        return Stream.concat(readOnly.stream(), readWrite.stream()).toList();
    }
}

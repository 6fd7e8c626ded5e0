package io.dbvouch.provision;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who should be there by one list, and what each of them should have.
 *
 * @param source what the list is, such as {@code csv dba.csv}: users that came by it and are on it no more are to go
 * @param people who is on it, to the letter
 * @param roles roles that are granted as they are
 * @param readOnly schemas to read
 * @param readWrite schemas to read and write
 * @param endPasswords whether it may also be people who log in with a password so far, which ends with that
 */
public record SyncSpec(
        String source,
        SortedSet<String> people,
        List<String> roles,
        List<String> readOnly,
        List<String> readWrite,
        boolean endPasswords) {
    /**
     * Checks the names of roles and schemas; those of people are looked at one by one.
     *
     * @throws io.dbvouch.AccessException.BadConfiguration where one cannot be
     */
    public SyncSpec {
        people = new TreeSet<>(people);
        roles = roles.stream().map(UserName::granted).toList();
        readOnly = readOnly.stream().map(GroupRole::checkSchema).toList();
        readWrite = readWrite.stream().map(GroupRole::checkSchema).toList();
    }

    /** People of whom no password that works is to end. */
    public SyncSpec(
            String source,
            SortedSet<String> people,
            List<String> roles,
            List<String> readOnly,
            List<String> readWrite) {
        this(source, people, roles, readOnly, readWrite, false);
    }

    /**
     * What one of them should have.
     *
     * @throws io.dbvouch.AccessException.BadConfiguration where no database user can be called so
     */
    UserSpec of(String person) {
        return new UserSpec(
                new UserName(PersonName.check(person)), roles, readOnly, readWrite, null, null, endPasswords);
    }
}

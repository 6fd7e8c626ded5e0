package io.dbvouch.provision;

import io.dbvouch.AccessException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of taking a user away.
 *
 * @param removed whether there is no such user, and nothing of theirs
 * @param remaining what is left, in words; they cannot log in all the same
 * @param proof what the server says at the end: how many roles, sessions, and things that are theirs or let them in
 * @param done the statements that were run, and made to last
 * @param signIn that the sign-in ended before all was done; null where it did not
 */
public record Removal(
        boolean removed,
        List<String> remaining,
        Map<String, String> proof,
        List<Step> done,
        AccessException.@Nullable SignInNeeded signIn) {
    /** Copies the lists. */
    public Removal {
        remaining = List.copyOf(remaining);
        done = List.copyOf(done);
    }
}

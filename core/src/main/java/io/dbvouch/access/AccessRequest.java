package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param target the database
 * @param reason why; null where no reason is given
 */
public record AccessRequest(Target target, @Nullable String reason) {
    /** Characters; an entry of the ledger has to hold it. */
    static final int LONGEST_REASON = 2000;

    /**
     * Checks the reason's length.
     *
     * @throws AccessException.BadConfiguration where it is too long
     */
    public AccessRequest {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new AccessException.BadConfiguration(
                    "the reason has " + reason.length() + " characters; " + LONGEST_REASON + " are the most");
        }
    }
}

package io.dbvouch.sandbox.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair that signs requests.
 *
 * @param sessionToken null for the keys of an IAM user
 * @param expiration in true time; null for keys that do not expire
 */
record AccessKey(
        String id,
        String secret,
        @Nullable String sessionToken,
        @Nullable Instant expiration,
        Principal principal) {
    boolean isExpiredAt(Instant trueTime) {
        return expiration != null && !trueTime.isBefore(expiration);
    }

    /** The id and whose it is. */
    @Override
    public String toString() {
        return id + " of " + principal.arn();
    }
}

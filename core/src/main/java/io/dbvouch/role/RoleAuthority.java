package io.dbvouch.role;

import io.dbvouch.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hands out credentials and says whose they are: AWS, or a test's stand-in. */
public interface RoleAuthority {
    /**
     * Credentials and their end.
     *
     * @param expiresAt null for a long-lived key
     */
    record Granted(AccessKey key, @Nullable Instant expiresAt) {}

    /**
     * Whose a key is, by AWS.
     *
     * @param clockDifference this machine's clock minus AWS's, within a second or two; null where the answer did not tell
     */
    record Caller(CallerIdentity identity, @Nullable Duration clockDifference) {}

    /**
     * A permission set's role session.
     *
     * @throws io.dbvouch.AccessException.SignInNeeded where the sign-in is not taken
     * @throws io.dbvouch.AccessException.Denied where the permission set is not the person's
     */
    Granted permissionSet(PermissionSetRole role, Secret accessToken);

    /** Credentials by whatever way a profile describes to the AWS SDK. */
    Granted provided(Profile.Provided profile);

    /**
     * Whose a key is.
     *
     * @throws io.dbvouch.AccessException.Denied where AWS does not take the key
     */
    Caller caller(AccessKey key, String region);
}

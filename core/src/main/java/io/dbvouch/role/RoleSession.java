package io.dbvouch.role;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and whose they are.
 *
 * @param key the credentials
 * @param expiresAt when AWS stops taking them; null for a long-lived key
 * @param caller who AWS says they belong to
 * @param permissionSet the permission set they came by; null where no sign-in of a person stands behind them
 */
public record RoleSession(
        AccessKey key,
        @Nullable Instant expiresAt,
        CallerIdentity caller,
        @Nullable PermissionSetRole permissionSet) {}

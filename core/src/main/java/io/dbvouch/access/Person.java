package io.dbvouch.access;

import io.dbvouch.role.CallerIdentity;
import io.dbvouch.role.RoleSession;
import org.jspecify.annotations.Nullable;

/** Who stands behind a session, as AWS says. */
public sealed interface Person {
    /** How to name them. */
    String name();

    /**
     * A user of the identity provider.
     *
     * @param issuer the identity provider: the start URL
     * @param user the user's name there
     */
    record Idp(String issuer, String user) implements Person {
        @Override
        public String name() {
            return user;
        }
    }

    /**
     * A machine: credentials with no sign-in of a person behind them.
     *
     * @param principal the IAM principal's ARN
     */
    record Machine(String principal) implements Person {
        @Override
        public String name() {
            return principal;
        }
    }

    /** Who stands behind a role session. */
    static Person of(RoleSession session) {
        CallerIdentity caller = session.caller();
        @Nullable String user = caller.name().orElse(null);
        // Only Identity Center can begin sessions of the roles that it made, so only there is the name a person's.
        return session.permissionSet() != null
                        && user != null
                        && caller.permissionSet().isPresent()
                ? new Idp(session.permissionSet().sso().startUrl(), user)
                : new Machine(caller.arn());
    }
}

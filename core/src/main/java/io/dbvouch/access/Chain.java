package io.dbvouch.access;

import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * The joined identities of one request: everything that is known before a server is spoken to.
 *
 * @param person who it is
 * @param role the role session
 * @param target what was asked for
 * @param region where the token is for
 * @param endpoint the host that is signed for and verified
 * @param policyResource what a policy has to allow {@code rds-db:connect} on; null where the cluster's id is not known
 * @param user the database user
 * @param database the database
 */
public record Chain(
        Person person,
        RoleSession role,
        Target target,
        String region,
        Endpoint endpoint,
        @Nullable String policyResource,
        String user,
        String database) {

    /** The database's side, for the ledger. */
    AccessEvent.Database asked() {
        return new AccessEvent.Database(target.name(), endpoint, database, user, sharedUser());
    }

    /** Whether the target says that several people may use the database user. */
    public boolean sharedUser() {
        return target.rules().sharedUser();
    }
}

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.role.PermissionSetRole;
import io.dbvouch.role.RoleAuthority;
import io.dbvouch.role.RoleSessions;
import io.dbvouch.token.AuthToken;
import io.dbvouch.token.AuthTokenIssuer;
import java.time.Duration;
import java.time.InstantSource;

/**
 * RDS refuses a token with the same words whatever the cause. This tells which of the known causes it was not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.Troubleshooting.html">Troubleshooting
 *     IAM database authentication</a>
 */
final class LoginDiagnosis {
    /** AWS takes signatures whose time is off by this much at most. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final RoleSessions roles;
    private final InstantSource clock;

    LoginDiagnosis(RoleSessions roles, InstantSource clock) {
        this.roles = roles;
        this.clock = clock;
    }

    /** What AWS says of the causes. */
    private enum Finding {
        /** One of them is likely, and has been noted with what to do. */
        LIKELY,
        /** None of those that AWS can tell of. */
        NONE,
        /** AWS did not answer. */
        UNKNOWN
    }

    /** Adds to a refusal by the database what can be told of its causes: a likely one, or what is left. */
    AccessException add(AccessException refusal, Chain chain, AuthToken token) {
        refusal.evidence("token_issued", token.issuedAt());
        if (askAws(refusal, chain) == Finding.LIKELY) {
            return refusal;
        }
        refusal.note("ruled out: the token's age, "
                + Duration.between(token.issuedAt(), clock.instant()).toSeconds() + " s of "
                + AuthTokenIssuer.LIFETIME.toSeconds());
        if (chain.policyResource() != null) {
            refusal.note("ruled out: another endpoint; the token is for " + chain.endpoint() + ", as RDS tells it");
        } else {
            refusal.note("not ruled out: another endpoint; the token is for " + chain.endpoint()
                    + ", as configured, and RDS was not asked");
        }
        if (!chain.sharedUser()) {
            refusal.note(
                    "ruled out: the name's case; \"" + chain.user() + "\" is the role session's name to the letter");
        }
        refusal.note("left: the user is not in rds_iam, or the policy does not allow it"
                + (chain.role().permissionSet() == null ? "" : ", or the attribute userName is not passed on"));
        refusal.hint("the policy has to allow rds-db:connect on "
                + (chain.policyResource() == null
                        ? "arn:aws:rds-db:" + chain.region() + ":"
                                + chain.role().caller().account() + ":dbuser:<cluster resource id>/" + chain.user()
                        : chain.policyResource())
                + " to " + chain.role().caller().arn());
        return refusal;
    }

    private Finding askAws(AccessException refusal, Chain chain) {
        try {
            RoleAuthority.Caller caller = roles.check(chain.role(), chain.region());
            Duration difference = caller.clockDifference();
            if (difference != null) {
                refusal.evidence("clock_difference_seconds", difference.toSeconds());
                if (difference.abs().compareTo(CLOCK_TOLERANCE) > 0) {
                    String off = difference.abs().toSeconds() + " s "
                            + (difference.isNegative() ? "behind" : "ahead of") + " AWS's";
                    refusal.note("likely: the clock; it is " + off + ", and tokens count by AWS's")
                            .hint("set this machine's clock right");
                    return Finding.LIKELY;
                }
                refusal.note("ruled out: the clock; it is " + difference.abs().toSeconds() + " s off AWS's");
            }
            refusal.note("ruled out: expired credentials; STS takes them now, for "
                    + caller.identity().arn());
            return Finding.NONE;
        } catch (AccessException.Denied e) {
            refusal.note("likely: the credentials; STS does not take them now: " + e.getMessage());
            e.evidence().forEach(refusal::evidence);
            e.hints().forEach(refusal::hint);
            PermissionSetRole role = chain.role().permissionSet();
            if (role != null) {
                // What is on disk says that they are good: without this they would be taken until their hour is over.
                roles.forget(role.sso());
                refusal.evidence(AccessBroker.FORGOTTEN_CREDENTIALS, role.roleName());
                refusal.hint("run it again: they are forgotten, and AWS will be asked for new ones");
            }
            return Finding.LIKELY;
        } catch (AccessException e) {
            refusal.note(
                    "not ruled out: expired credentials, and the clock; AWS could not be asked: " + e.getMessage());
            return Finding.UNKNOWN;
        }
    }
}

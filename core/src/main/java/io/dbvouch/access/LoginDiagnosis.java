package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.role.RoleAuthority;
import io.dbvouch.role.RoleSessions;
import io.dbvouch.token.AuthToken;
import io.dbvouch.token.AuthTokenIssuer;
import java.time.Duration;
import java.time.Instant;
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

    /** Adds to a refusal by the database what can be told of its causes. */
    AccessException add(AccessException refusal, Chain chain, AuthToken token) {
        Instant now = clock.instant();
        refusal.note("ruled out: the token's age, "
                + Duration.between(token.issuedAt(), now).toSeconds() + " s of "
                + AuthTokenIssuer.LIFETIME.toSeconds());
        refusal.evidence("token_issued", token.issuedAt());
        if (chain.policyResource() != null) {
            refusal.note("ruled out: another endpoint; the token is for " + chain.endpoint() + ", as RDS tells it");
        } else {
            refusal.note("not ruled out: another endpoint; the token is for " + chain.endpoint()
                    + ", as configured, and RDS was not asked");
        }
        addWhatAwsSays(refusal, chain);
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

    private void addWhatAwsSays(AccessException refusal, Chain chain) {
        try {
            RoleAuthority.Caller caller = roles.check(chain.role(), chain.region());
            refusal.note("ruled out: expired credentials; STS takes them now, for "
                    + caller.identity().arn());
            Duration difference = caller.clockDifference();
            if (difference != null) {
                refusal.evidence("clock_difference_seconds", difference.toSeconds());
                boolean off = difference.abs().compareTo(CLOCK_TOLERANCE) > 0;
                refusal.note((off ? "likely: " : "ruled out: ") + "the clock; it is "
                        + difference.abs().toSeconds() + " s off AWS's");
            }
        } catch (AccessException.Denied e) {
            refusal.note("likely: the credentials; STS does not take them now: " + e.getMessage());
            e.evidence().forEach(refusal::evidence);
            e.hints().forEach(refusal::hint);
        } catch (AccessException e) {
            refusal.note(
                    "not ruled out: expired credentials, and the clock; AWS could not be asked: " + e.getMessage());
        }
    }
}

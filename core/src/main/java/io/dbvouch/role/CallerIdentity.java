package io.dbvouch.role;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who {@code sts:GetCallerIdentity} says the caller is.
 *
 * @param arn the principal: {@code arn:<partition>:sts::<account>:assumed-role/<role>/<session>} or {@code
 *     arn:<partition>:iam::<account>:user/<path/name>}
 * @param account twelve digits
 * @param userId AWS's unique id of the principal
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public record CallerIdentity(String arn, String account, String userId) {
    private static final Pattern ASSUMED_ROLE = Pattern.compile("arn:[^:]+:sts::\\d{12}:assumed-role/([^/]+)/(.+)");
    private static final Pattern IAM_USER = Pattern.compile("arn:[^:]+:iam::\\d{12}:user/(?:.*/)?([^/]+)");

    /** Roles that Identity Center makes: {@code AWSReservedSSO_<permission set>_<16 hex digits>}. */
    private static final Pattern PERMISSION_SET = Pattern.compile("AWSReservedSSO_(.+)_[0-9a-f]{16}");

    /** The role's name, of an assumed role. */
    public Optional<String> roleName() {
        return group(ASSUMED_ROLE, arn, 1);
    }

    /** The permission set's name, of a role that Identity Center made. */
    public Optional<String> permissionSet() {
        return roleName().flatMap(role -> group(PERMISSION_SET, role, 1));
    }

    /**
     * The name that AWS vouches for: the IdP user's, which is the session's name of a role that Identity Center made and that
     * nobody else can assume; or the IAM user's. Empty for any other role, whose session is named by whoever assumes it, for
     * the account's root, and for federated users.
     */
    public Optional<String> name() {
        return permissionSet().isPresent() ? group(ASSUMED_ROLE, arn, 2) : group(IAM_USER, arn, 1);
    }

    private static Optional<String> group(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}

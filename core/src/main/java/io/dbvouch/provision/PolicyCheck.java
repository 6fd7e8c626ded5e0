package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.identity.IdentityCenter;
import io.dbvouch.identity.IdentityCenter.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds what is set up at AWS against what an {@link AccessPolicy} asks for, as far as the caller may read it. */
public final class PolicyCheck {
    /**
     * AWS's own that allow {@code rds-db:connect} on everything.
     *
     * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html">PowerUserAccess</a>
     */
    private static final Set<String> EVERYTHING = Set.of("AdministratorAccess", "PowerUserAccess");

    private static final String KEY = "userName";
    private static final List<String> SOURCE = List.of("${path:userName}");

    private final IdentityCenter center;
    private final List<Finding> findings = new ArrayList<>();

    /** How something is. */
    public enum State {
        AS_WANTED,
        MISSING,
        DIFFERS,
        NOT_READABLE,
        /** It is there, and what it allows was not looked at. */
        NOT_COMPARED;

        /** As people read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What was looked at.
     *
     * @param what a few words
     * @param words what there is instead, or why it cannot be told; null where all is as wanted
     */
    public record Finding(
            String what, State state, @Nullable String words) {}

    public PolicyCheck(IdentityCenter center) {
        this.center = center;
    }

    /**
     * Checks.
     *
     * @param permissionSet its name
     * @throws AccessException where AWS does not answer; what it refuses to tell is among the findings
     */
    public List<Finding> of(AccessPolicy wanted, String permissionSet) {
        String instances = "Identity Center";
        Instance instance = read(instances, "sso:ListInstances", center::instance);
        if (instance == null) {
            return List.copyOf(findings);
        }
        String attribute = "attribute " + KEY;
        Map<String, List<String>> attributes = read(
                attribute,
                "sso:DescribeInstanceAccessControlAttributeConfiguration",
                () -> center.attributes(instance));
        if (attributes != null) {
            attribute(attribute, attributes.get(KEY));
        }
        String policy = "inline policy of permission set " + permissionSet;
        String arn = read(
                "permission set " + permissionSet,
                "sso:ListPermissionSets and sso:DescribePermissionSet",
                () -> center.permissionSet(instance, permissionSet)
                        .orElseThrow(() -> new AccessException.BadConfiguration(
                                        "there is no permission set \"" + permissionSet + "\"")
                                .evidence("permission_set", permissionSet)));
        if (arn == null) {
            return List.copyOf(findings);
        }
        String text = read(policy, "sso:GetInlinePolicyForPermissionSet", () -> center.inlinePolicy(instance, arn));
        if (text != null) {
            findings.addAll(new InlinePolicy(text).against(wanted, policy));
        }
        String others = "policies attached to permission set " + permissionSet;
        List<String> attached = read(
                others,
                "sso:ListManagedPoliciesInPermissionSet and sso:ListCustomerManagedPolicyReferencesInPermissionSet",
                () -> center.attachedPolicies(instance, arn));
        if (attached != null) {
            attached.stream().map(PolicyCheck::attached).forEach(findings::add);
        }
        return List.copyOf(findings);
    }

    /** What is known of a policy by its name alone: IAM has its text, in each account that it is in. */
    static Finding attached(String policy) {
        String name = policy.substring(policy.lastIndexOf('/') + 1);
        boolean everything = policy.contains(":iam::aws:policy/") && EVERYTHING.contains(name);
        return new Finding(
                "attached policy " + policy,
                everything ? State.DIFFERS : State.NOT_COMPARED,
                everything
                        ? "lets people log in as others: rds-db:connect on *"
                        : "look whether it allows rds-db:connect, and on what");
    }

    private void attribute(String what, @Nullable List<String> source) {
        if (source == null) {
            findings.add(new Finding(what, State.MISSING, "dbvouch policy attributes tells what to set up"));
        } else if (!source.equals(SOURCE)) {
            findings.add(new Finding(what, State.DIFFERS, "it is " + String.join(", ", source)));
        } else {
            findings.add(new Finding(what, State.AS_WANTED, null));
        }
    }

    /** What AWS tells; null where it refuses to, which is a finding. */
    private <T> @Nullable T read(String what, String actions, Supplier<T> from) {
        try {
            return from.get();
        } catch (AccessException.Denied e) {
            findings.add(new Finding(
                    what,
                    State.NOT_READABLE,
                    e.getMessage() + "; it takes " + actions
                            + " in the organisation's management account, or that of its delegate"));
            return null;
        }
    }
}

package io.dbvouch.sandbox.aws;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who signs a request. */
sealed interface Principal {
    /** The ARN that {@code sts:GetCallerIdentity} tells. */
    String arn();

    /** The {@code UserId} that it tells. */
    String userId();

    Policy policy();

    /** Principal tags, by key. */
    Map<String, String> tags();

    /** Whether its policy allows an action, with its tags. */
    default boolean may(String action, String resource) {
        return policy().allows(action, resource, tags());
    }

    /**
     * A role session.
     *
     * @param chained whether a role session assumed it
     */
    record RoleSession(
            String roleName,
            String roleId,
            String sessionName,
            Policy policy,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            @Nullable String sourceIdentity,
            boolean chained)
            implements Principal {
        @Override
        public String arn() {
            return "arn:aws:sts::" + Company.ACCOUNT + ":assumed-role/" + roleName + "/" + sessionName;
        }

        @Override
        public String userId() {
            return roleId + ":" + sessionName;
        }
    }

    /** An IAM user: a machine with keys that do not expire. */
    record IamUser(String name, String userId, Policy policy) implements Principal {
        @Override
        public String arn() {
            return "arn:aws:iam::" + Company.ACCOUNT + ":user/" + name;
        }

        @Override
        public Map<String, String> tags() {
            return Map.of();
        }
    }
}

package io.dbvouch.sandbox.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.dbvouch.sandbox.aws.Policy.Statement;

/**
 * Identity Center's administration, to be read only: the instance, its permission sets with their policies, and the
 * attributes for access control.
 *
 * <p>Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_Operations.html
 */
record SsoAdminService() implements JsonService.Operations {
    private static final String INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef";

    @Override
    public JsonObject run(JsonService.Asked asked) throws AwsException {
        asked.authorize("sso:" + asked.operation(), INSTANCE);
        if (asked.operation().equals("ListInstances")) {
            return instances();
        }
        if (!asked.body().need("InstanceArn").equals(INSTANCE)) {
            throw missing();
        }
        return switch (asked.operation()) {
            case "ListPermissionSets" -> permissionSets();
            case "DescribePermissionSet" -> permissionSet(name(asked));
            case "GetInlinePolicyForPermissionSet" -> inlinePolicy(name(asked));
            case "ListManagedPoliciesInPermissionSet" -> managedPolicies(name(asked));
            case "ListCustomerManagedPolicyReferencesInPermissionSet" -> customerPolicies(name(asked));
            case "DescribeInstanceAccessControlAttributeConfiguration" -> attributes();
            default -> throw JsonService.Asked.unknown();
        };
    }

    private static AwsException missing() {
        return new AwsException(400, "ResourceNotFoundException", "The resource does not exist");
    }

    private static String arn(String permissionSet) {
        return "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-" + permissionSet;
    }

    private static String name(JsonService.Asked asked) throws AwsException {
        String arn = asked.body().need("PermissionSetArn");
        return Company.permissionSets().stream()
                .filter(name -> arn(name).equals(arn))
                .findFirst()
                .orElseThrow(SsoAdminService::missing);
    }

    private static JsonObject instances() {
        JsonObject instance = new JsonObject();
        instance.addProperty("InstanceArn", INSTANCE);
        instance.addProperty("IdentityStoreId", Company.IDENTITY_STORE);
        instance.addProperty("OwnerAccountId", Company.ACCOUNT);
        instance.addProperty("Status", "ACTIVE");
        return list("Instances", instance);
    }

    private static JsonObject permissionSets() {
        JsonArray arns = new JsonArray();
        Company.permissionSets().stream().sorted().map(SsoAdminService::arn).forEach(arns::add);
        JsonObject answer = new JsonObject();
        answer.add("PermissionSets", arns);
        return answer;
    }

    private static JsonObject permissionSet(String name) {
        JsonObject set = new JsonObject();
        set.addProperty("Name", name);
        set.addProperty("PermissionSetArn", arn(name));
        JsonObject answer = new JsonObject();
        answer.add("PermissionSet", set);
        return answer;
    }

    private static JsonObject inlinePolicy(String name) {
        JsonArray statements = new JsonArray();
        for (Statement each : Company.policy(name).statements()) {
            JsonObject statement = new JsonObject();
            statement.addProperty("Effect", "Allow");
            statement.addProperty("Action", each.action());
            statement.addProperty("Resource", each.resource());
            statements.add(statement);
        }
        JsonObject policy = new JsonObject();
        policy.addProperty("Version", "2012-10-17");
        policy.add("Statement", statements);
        JsonObject answer = new JsonObject();
        answer.addProperty("InlinePolicy", policy.toString());
        return answer;
    }

    /** The helpdesk's has one of AWS's own besides. */
    private static JsonObject managedPolicies(String name) {
        if (!name.equals("helpdesk")) {
            return none("AttachedManagedPolicies");
        }
        JsonObject policy = new JsonObject();
        policy.addProperty("Name", "ViewOnlyAccess");
        policy.addProperty("Arn", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess");
        return list("AttachedManagedPolicies", policy);
    }

    /** And one of the company's. */
    private static JsonObject customerPolicies(String name) {
        if (!name.equals("helpdesk")) {
            return none("CustomerManagedPolicyReferences");
        }
        JsonObject policy = new JsonObject();
        policy.addProperty("Name", "ticket-desk");
        policy.addProperty("Path", "/company/");
        return list("CustomerManagedPolicyReferences", policy);
    }

    private static JsonObject none(String name) {
        JsonObject body = new JsonObject();
        body.add(name, new JsonArray());
        return body;
    }

    private static JsonObject attributes() {
        JsonArray source = new JsonArray();
        source.add("${path:userName}");
        JsonObject value = new JsonObject();
        value.add("Source", source);
        JsonObject attribute = new JsonObject();
        attribute.addProperty("Key", "userName");
        attribute.add("Value", value);
        JsonObject answer = new JsonObject();
        answer.addProperty("Status", "ENABLED");
        answer.add("InstanceAccessControlAttributeConfiguration", list("AccessControlAttributes", attribute));
        return answer;
    }

    private static JsonObject list(String name, JsonObject only) {
        JsonArray list = new JsonArray();
        list.add(only);
        JsonObject body = new JsonObject();
        body.add(name, list);
        return body;
    }
}

package io.dbvouch.identity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.aws.JsonService;
import io.dbvouch.identity.IdentityStore.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Identity Center's administration, read only: {@code sso:ListInstances}, {@code ListPermissionSets}, {@code
 * DescribePermissionSet}, {@code GetInlinePolicyForPermissionSet}, {@code
 * ListManagedPoliciesInPermissionSet}, {@code ListCustomerManagedPolicyReferencesInPermissionSet}, {@code
 * DescribeInstanceAccessControlAttributeConfiguration}. AWS answers in the organisation's management account, or one that is
 * its delegate.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/welcome.html">IAM Identity Center API</a>
 */
public final class IdentityCenter {
    private final JsonService service;

    public IdentityCenter(JsonService service) {
        this.service = service;
    }

    /**
     * An instance, of which an account has one at most.
     *
     * @param identityStore the id of its directory
     */
    public record Instance(String arn, String identityStore) {}

    /**
     * The instance.
     *
     * @throws AccessException.BadConfiguration where the account knows of none
     */
    public Instance instance() {
        JsonObject answer = service.call("ListInstances", new JsonObject());
        for (JsonElement each : Answer.list(answer, "Instances")) {
            if (each instanceof JsonObject instance) {
                return new Instance(Answer.text(instance, "InstanceArn"), Answer.text(instance, "IdentityStoreId"));
            }
        }
        throw new AccessException.BadConfiguration("AWS knows of no Identity Center for this account and region")
                .hint("name a profile of the organisation's management account, or of its delegate");
    }

    /** A permission set's ARN, by its name to the letter. */
    public Optional<String> permissionSet(Instance instance, String name) {
        return Pages.elements(service, "ListPermissionSets", asked(instance), "PermissionSets")
                .map(JsonElement::getAsString)
                .filter(arn -> service.call("DescribePermissionSet", asked(instance, arn))
                                        .get("PermissionSet")
                                instanceof JsonObject set
                        && Answer.text(set, "Name").equals(name))
                .findFirst();
    }

    /** A permission set's inline policy; empty text where it has none. */
    public String inlinePolicy(Instance instance, String permissionSet) {
        JsonObject answer = service.call("GetInlinePolicyForPermissionSet", asked(instance, permissionSet));
        return answer.has("InlinePolicy") ? Answer.text(answer, "InlinePolicy") : "";
    }

    /** The policies that are attached to a permission set besides: their ARNs, or the paths and names of the account's own. */
    public List<String> attachedPolicies(Instance instance, String permissionSet) {
        JsonObject asked = asked(instance, permissionSet);
        Stream<String> managed = objects("ListManagedPoliciesInPermissionSet", asked, "AttachedManagedPolicies")
                .map(each -> Answer.text(each, "Arn"));
        Stream<String> own = objects(
                        "ListCustomerManagedPolicyReferencesInPermissionSet", asked, "CustomerManagedPolicyReferences")
                .map(each -> (each.has("Path") ? Answer.text(each, "Path") : "/") + Answer.text(each, "Name"));
        return Stream.concat(managed, own).toList();
    }

    private Stream<JsonObject> objects(String operation, JsonObject asked, String list) {
        return Pages.elements(service, operation, asked, list)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    /** The attributes for access control, by key; empty where they are off. */
    public Map<String, List<String>> attributes(Instance instance) {
        JsonObject answer;
        try {
            answer = service.call("DescribeInstanceAccessControlAttributeConfiguration", asked(instance));
        } catch (AccessException e) {
            if ("ResourceNotFoundException".equals(e.evidence().get("code"))) {
                return Map.of();
            }
            throw e;
        }
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        if (answer.get("InstanceAccessControlAttributeConfiguration") instanceof JsonObject configuration) {
            for (JsonElement each : Answer.list(configuration, "AccessControlAttributes")) {
                if (each instanceof JsonObject attribute && attribute.get("Value") instanceof JsonObject value) {
                    attributes.put(
                            Answer.text(attribute, "Key"),
                            StreamSupport.stream(Answer.list(value, "Source").spliterator(), false)
                                    .map(JsonElement::getAsString)
                                    .toList());
                }
            }
        }
        return attributes;
    }

    private static JsonObject asked(Instance instance) {
        JsonObject asked = new JsonObject();
        asked.addProperty("InstanceArn", instance.arn());
        return asked;
    }

    private static JsonObject asked(Instance instance, String permissionSet) {
        JsonObject asked = asked(instance);
        asked.addProperty("PermissionSetArn", permissionSet);
        return asked;
    }
}

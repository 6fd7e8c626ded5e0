package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class AccessPolicyTest {
    private static final String CONNECT =
            "arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABC/${aws:PrincipalTag/userName}";
    private static final AccessPolicy POLICY = new AccessPolicy(CONNECT, "eu-west-1");

    private static JsonObject policy(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    private static String resource(JsonObject policy) {
        return policy.getAsJsonArray("Statement")
                .get(0)
                .getAsJsonObject()
                .get("Resource")
                .getAsString();
    }

    @Test
    void permissionSet_allowsOneClusterAsOneself() {
        JsonObject policy = policy(POLICY.permissionSet(AccessPolicy.Format.json));

        assertThat(resource(policy)).isEqualTo(CONNECT);
        assertThat(policy.get("Version").getAsString()).isEqualTo("2012-10-17");
    }

    /** In Terraform a dollar and a brace begin an expression unless the dollar is doubled. */
    @Test
    void terraform_holdsTheSamePolicy() {
        String text = POLICY.permissionSet(AccessPolicy.Format.terraform);
        String heredoc = text.substring(text.indexOf("JSON\n") + 5, text.indexOf("  JSON\n}"));

        assertThat(resource(policy(heredoc.replace("$${", "${")))).isEqualTo(CONNECT);
        assertThat(text).doesNotContainPattern("[^$]\\$\\{");
        assertThat(AccessPolicy.attributes(AccessPolicy.Format.terraform)).doesNotContainPattern("[^$]\\$\\{");
    }

    @Test
    void cloudFormation_holdsTheSamePolicy() {
        String text = POLICY.permissionSet(AccessPolicy.Format.cloudformation);

        assertThat(resource(policy(text.substring(text.indexOf("InlinePolicy:\n") + 14))))
                .isEqualTo(CONNECT);
    }

    @Test
    void attributes_takeTheUserName() {
        for (AccessPolicy.Format format : AccessPolicy.Format.values()) {
            assertThat(AccessPolicy.attributes(format)).contains("userName", "{path:userName}");
        }
    }
}

package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.provision.PolicyCheck.Finding;
import io.dbvouch.provision.PolicyCheck.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlinePolicyTest {
    private static final String USER = "arn:aws:rds-db:eu-west-1:123456789012:dbuser:";
    private static final AccessPolicy WANTED =
            new AccessPolicy(USER + "cluster-ABC/${aws:PrincipalTag/userName}", "eu-west-1");

    private static List<Finding> findings(String policy) {
        return new InlinePolicy(policy).against(WANTED, "it");
    }

    private static String policy(String connect, String more) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"rds:DescribeDBClusters\","
                + "\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Action\":[\"rds-db:connect\"],\"Resource\":\"" + connect
                + "\"}" + more + "]}";
    }

    @Test
    void whatIsPrinted_isWhatIsWanted() {
        assertThat(findings(WANTED.permissionSet(AccessPolicy.Format.json)))
                .containsExactly(new Finding("it", State.AS_WANTED, null));
    }

    @Test
    void otherClustersBesides_areNoMatter() {
        String other =
                ",{\"Effect\":\"Allow\",\"Action\":\"rds-db:connect\",\"Resource\":[\"" + USER + "cluster-OTHER/*\"]}";

        assertThat(findings(policy(WANTED.connect(), other)))
                .extracting(Finding::state)
                .containsExactly(State.AS_WANTED);
    }

    @ParameterizedTest
    @CsvSource({
        "cluster-ABC/*",
        "*/*",
        "cluster-*/*",
        "cluster-AB?/somebody-*",
        "*",
    })
    void loginsAsOthers_areFound(String resource) {
        String wide = ",{\"Effect\":\"Allow\",\"Action\":\"rds-db:*\",\"Resource\":\"" + USER + resource + "\"}";

        assertThat(findings(policy(WANTED.connect(), wide)))
                .containsExactly(new Finding(
                        "it", State.DIFFERS, "lets people log in as others: rds-db:connect on " + USER + resource));
    }

    @Test
    void everything_isTooMuchAndLacksWhatIsWanted() {
        String all = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

        assertThat(findings(all)).extracting(Finding::state).containsExactly(State.MISSING, State.DIFFERS);
    }

    @Test
    void clusterOrTagOfAnotherName_isMissing() {
        for (String resource : List.of(
                USER + "cluster-XYZ/${aws:PrincipalTag/userName}",
                USER + "cluster-ABC/${aws:PrincipalTag/username}",
                USER + "cluster-ABC/${aws:userName}")) {
            assertThat(findings(policy(resource, "")))
                    .containsExactly(new Finding("it", State.MISSING, "rds-db:connect on " + WANTED.connect()));
        }
    }

    @Test
    void denialsConditionsAndWhatIsNot_areTold() {
        for (String statement : List.of(
                "{\"Effect\":\"Deny\",\"Action\":\"RDS-DB:Connect\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"rds-db:connect\",\"Resource\":\"x\",\"Condition\":{}}",
                "{\"Effect\":\"Allow\",\"NotAction\":\"s3:*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"rds-db:connect\",\"NotResource\":\"x\"}")) {
            assertThat(findings(policy(WANTED.connect(), "," + statement)))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.state()).isEqualTo(State.DIFFERS);
                        assertThat(finding.words()).startsWith("a statement on rds-db:connect is not as simple");
                    });
        }
    }

    @Test
    void nothingOrNonsense_isTold() {
        assertThat(findings("")).extracting(Finding::state).containsExactly(State.MISSING, State.MISSING);
        for (String nonsense : List.of("{", "[]", "7", "{}", "{\"Statement\":7}", "{\"Statement\":[7]}")) {
            assertThat(findings(nonsense))
                    .containsExactly(new Finding("it", State.DIFFERS, "it is no JSON of statements"));
        }
    }
}

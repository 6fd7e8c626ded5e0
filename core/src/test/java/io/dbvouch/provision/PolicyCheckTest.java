package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.provision.PolicyCheck.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::aws:policy/AdministratorAccess, DIFFERS",
        "arn:aws-cn:iam::aws:policy/AdministratorAccess, DIFFERS",
        "arn:aws:iam::aws:policy/PowerUserAccess, DIFFERS",
        "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess, NOT_COMPARED",
        "/AdministratorAccess, NOT_COMPARED",
        "/company/ticket-desk, NOT_COMPARED"
    })
    void attachedPolicy_isNamed_andKnownOnlyWhereItAllowsEverything(String policy, State state) {
        PolicyCheck.Finding finding = PolicyCheck.attached(policy);

        assertThat(finding.what()).isEqualTo("attached policy " + policy);
        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.words()).contains("rds-db:connect");
    }
}

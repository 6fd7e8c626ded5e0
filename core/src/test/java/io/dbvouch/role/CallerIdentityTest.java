package io.dbvouch.role;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerIdentityTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba_1f2e3d4c5b6a7988/arianna, arianna,"
                        + " AWSReservedSSO_dba_1f2e3d4c5b6a7988, dba",
                "arn:aws-cn:sts::123456789012:assumed-role/AWSReservedSSO_dba_1f2e3d4c5b6a7988/a@b.c, a@b.c,"
                        + " AWSReservedSSO_dba_1f2e3d4c5b6a7988, dba",
                "arn:aws-us-gov:sts::123456789012:assumed-role/AWSReservedSSO_db_admins_1f2e3d4c5b6a7988/x, x,"
                        + " AWSReservedSSO_db_admins_1f2e3d4c5b6a7988, db_admins",
                "arn:aws-eusc:sts::123456789012:assumed-role/AWSReservedSSO__x_0123456789abcdef/x, x,"
                        + " AWSReservedSSO__x_0123456789abcdef, _x",
                "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_a_0123456789abcdef_fedcba9876543210/x, x,"
                        + " AWSReservedSSO_a_0123456789abcdef_fedcba9876543210, a_0123456789abcdef",
                "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba_1F2E3D4C5B6A7988/x, -,"
                        + " AWSReservedSSO_dba_1F2E3D4C5B6A7988, -",
                "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba/x, -, AWSReservedSSO_dba, -",
                "arn:aws:sts::123456789012:assumed-role/deploy/i-0123, -, deploy, -",
                "arn:aws:iam::123456789012:user/ci, ci, -, -",
                "arn:aws:iam::123456789012:user/teams/data/ci, ci, -, -",
                "arn:aws:iam::123456789012:root, -, -, -",
                "arn:aws:sts::123456789012:federated-user/bob, -, -, -",
                "arn:aws:iam::123456789012:role/deploy, -, -, -",
                "arn:aws:sts::12345:assumed-role/deploy/x, -, -, -",
                "arn:aws:iam::123456789012:assumed-role/deploy/x, -, -, -",
                "arn:aws:sts::123456789012:assumed-role/deploy/, -, -, -",
                "arn:aws:iam::123456789012:user/, -, -, -",
                "'', -, -, -",
            })
    void name_ofAnArn_isWhatAwsVouchesFor(
            String arn, @Nullable String name, @Nullable String role, @Nullable String permissionSet) {
        CallerIdentity caller = new CallerIdentity(arn, "123456789012", "AROA:x");

        assertThat(caller.name().orElse(null)).isEqualTo(name);
        assertThat(caller.roleName().orElse(null)).isEqualTo(role);
        assertThat(caller.permissionSet().orElse(null)).isEqualTo(permissionSet);
    }
}

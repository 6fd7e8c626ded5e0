package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.role.AwsRoleAuthority;
import io.dbvouch.role.RoleSession;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The session of a role that Identity Center did not make, though it may connect as arianna and is even named like her: she
 * is not known to be behind it.
 */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrdinaryRoleTest {
    private static final String ARN = "arn:aws:sts::123456789012:assumed-role/database-access/arianna";

    @TempDir
    Path folder;

    private Map<String, String> credentials;

    @BeforeEach
    void assume(Sandbox sandbox) {
        try (Desk desk = new Desk(sandbox, folder.resolve("first"), Map.of())) {
            desk.signIn("arianna");
            RoleSession dba = desk.broker(desk.target("sandbox"))
                    .roleSession(desk.brokerage().profiles().profile("sandbox"));
            try (StsClient sts = new AwsClients(desk.environment(), null)
                    .configure(StsClient.builder(), "STS", "eu-west-1")
                    .credentialsProvider(StaticCredentialsProvider.create(AwsRoleAuthority.credentials(dba.key())))
                    .build()) {
                Credentials assumed = sts.assumeRole(
                                request -> request.roleArn("arn:aws:iam::123456789012:role/database-access")
                                        .roleSessionName("arianna")
                                        .tags(Tag.builder()
                                                .key("userName")
                                                .value("arianna")
                                                .build()))
                        .credentials();
                credentials = Map.of(
                        "AWS_ACCESS_KEY_ID",
                        assumed.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY",
                        assumed.secretAccessKey(),
                        "AWS_SESSION_TOKEN",
                        assumed.sessionToken());
            }
        }
    }

    /** The sandbox's target, with the credentials of the environment in place of the profile's. */
    private static Target target(Desk desk, Target.Rules rules) {
        Target target = desk.target("sandbox");
        return new Target(
                target.name(),
                new Target.Aws(null, target.aws().region()),
                target.place(),
                target.hostaddr(),
                target.dbname(),
                target.tls(),
                rules);
    }

    @Test
    void open_asTheSessionsName_isDenied(Sandbox sandbox) {
        try (Desk desk = new Desk(sandbox, folder.resolve("second"), credentials)) {
            for (Target target : new Target[] {
                target(desk, Samples.rules(null, false)), target(desk, Samples.rules("arianna", false))
            }) {
                AccessException e = desk.refused(target);

                assertThat(e).isInstanceOf(AccessException.Denied.class).hasMessageContaining(ARN);
                assertThat(e.hints()).anyMatch(hint -> hint.contains("db_user, shared_user = true"));
                desk.nothingSent(e);
                assertThat(desk.seen()).doesNotContain("cluster connected");
                nobody(desk.last());
            }
        }
    }

    @Test
    void open_asAConfiguredSharedUser_isOnRecordWithNobodyBehindIt(Sandbox sandbox) throws Exception {
        try (Desk desk = new Desk(sandbox, folder.resolve("second"), credentials);
                AccessSession session = desk.open(target(desk, Samples.rules("arianna", true)))) {
            assertThat(Desk.query(session, "select current_user")).containsExactly("arianna");
            assertThat(session.person()).isEqualTo(new Person.Machine(ARN));

            JsonObject opened = desk.last();
            assertThat(opened.get("event").getAsString()).isEqualTo("session.opened");
            nobody(opened);
            assertThat(opened.getAsJsonObject("database").get("shared_user").getAsBoolean())
                    .isTrue();
        }
    }

    private static void nobody(JsonObject entry) {
        JsonObject person = entry.getAsJsonObject("person");
        assertThat(person.get("user").isJsonNull()).isTrue();
        assertThat(person.get("principal").getAsString()).isEqualTo(ARN);
    }
}

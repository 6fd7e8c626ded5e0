package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.identity.IdentityCenter;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import io.dbvouch.target.TargetOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of Secrets Manager, the identity store and Identity Center's administration. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdminSecretTest {
    private static final String NOT_THERE = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other-AbCdEf";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Desk desk;
    private Target target;

    @BeforeEach
    void signIn(Sandbox running) throws Exception {
        sandbox = running;
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("helpdesk");
        target = desk.target("sandbox-helpdesk");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static AccessException thrown(Runnable what) {
        return catchThrowableOfType(AccessException.class, what::run);
    }

    private Target byHost() {
        return desk.target(
                "sandbox-helpdesk",
                new TargetOptions(null, null, "db.example.com", null, null, null, null, null, null, null));
    }

    @Test
    void clustersOwnSecret_opensASessionOfTheMasterUser_onRecordAsThePersons() throws Exception {
        AdminLogin login = desk.brokerage().adminLogin(target, null);

        assertThat(login.user()).isEqualTo("postgres");
        assertThat(login.toString()).doesNotContain(login.password().reveal());
        try (AccessSession session = desk.broker(target)
                .opening(new AccessRequest(target, null), login)
                .open()) {
            assertThat(Desk.query(session, "select current_user")).containsExactly("postgres");
            JsonObject opened = desk.last();
            assertThat(opened.getAsJsonObject("person").get("user").getAsString())
                    .isEqualTo("helpdesk");
            assertThat(opened.getAsJsonObject("database").get("user").getAsString())
                    .isEqualTo("postgres");
        }
        assertThat(String.join("\n", desk.lines()))
                .doesNotContain(login.password().reveal());
    }

    @Test
    void secretThatIsNamed_isTheOneThatIsRead() {
        AccessException missing = thrown(() -> desk.brokerage().adminLogin(target, NOT_THERE));
        AccessException noArn = thrown(() -> desk.brokerage().adminLogin(target, "secret"));

        assertThat(missing).isInstanceOf(AccessException.Denied.class);
        assertThat(missing.evidence()).containsEntry("secret", NOT_THERE);
        assertThat(noArn).isInstanceOf(AccessException.BadConfiguration.class).hasMessageContaining("is no ARN");
    }

    @Test
    void hostWithoutACluster_hasNoSecretOfItsOwn() {
        AccessException e = thrown(() -> desk.brokerage().adminLogin(byHost(), null));

        assertThat(e).isInstanceOf(AccessException.BadConfiguration.class);
        assertThat(e.hints()).containsExactly("name the secret: --admin-secret=ARN");
    }

    @Test
    void whoMayNot_isDenied() {
        try (Desk other = new Desk(sandbox, folder.resolve("other"), Map.of())) {
            other.signIn("paola");
            AccessException e = thrown(() -> other.brokerage().adminLogin(other.target("sandbox"), null));

            assertThat(e).isInstanceOf(AccessException.Denied.class);
            assertThat(e.evidence()).containsEntry("code", "AccessDeniedException");
            assertThat(e.hints()).isNotEmpty();

            assertThat(thrown(() ->
                            other.brokerage().identityStore("sandbox", null).members("dba")))
                    .isInstanceOf(AccessException.Denied.class);
        }
    }

    @Test
    void throttled_isAskedAgain_andBrokenIsNot() {
        sandbox.faults().add("secretsmanager.429=2");
        assertThat(desk.brokerage().adminLogin(target, null).user()).isEqualTo("postgres");

        sandbox.faults().add("secretsmanager.500=1");
        assertThat(thrown(() -> desk.brokerage().adminLogin(target, null)))
                .isInstanceOf(AccessException.Unreachable.class);
    }

    @Test
    void clockThatIsOff_isTold() {
        desk.brokerage().adminLogin(target, null);
        sandbox.faults().add("clock.skew=3600");

        AccessException e = thrown(() -> desk.brokerage()
                .identityStore("sandbox-helpdesk", "d-1234567890")
                .members("dba"));

        assertThat(e.evidence()).containsEntry("code", "InvalidSignatureException");
    }

    @Test
    void group_isItsMembersToTheLetter() {
        assertThat(desk.brokerage().identityStore("sandbox-helpdesk", null).members("dba"))
                .contains("arianna", "paola", "mallory", SharedSandbox.ODD, SharedSandbox.TOO_LONG)
                .doesNotContain("helpdesk");
        assertThat(desk.brokerage()
                        .identityStore("sandbox-helpdesk", "d-1234567890")
                        .members("helpdesk"))
                .containsExactly("helpdesk");
    }

    @Test
    void groupOrStoreThatIsNotThere_isSaidSo() {
        for (String id : List.of("d-1234567890", "d-0000000000")) {
            AccessException e = thrown(
                    () -> desk.brokerage().identityStore("sandbox-helpdesk", id).members("DBA"));

            assertThat(e).isInstanceOf(AccessException.BadConfiguration.class).hasMessageContaining(id);
        }
    }

    @Test
    void permissionSet_hasTheInlinePolicyThatIsSetUp() {
        IdentityCenter center = desk.brokerage().identityCenter("sandbox-helpdesk");
        IdentityCenter.Instance instance = center.instance();

        assertThat(center.permissionSet(instance, "dba")
                        .map(arn -> center.inlinePolicy(instance, arn))
                        .orElseThrow())
                .contains("rds-db:connect");
        assertThat(center.permissionSet(instance, "nobody")).isEmpty();
        assertThat(center.attributes(instance)).containsEntry("userName", List.of("${path:userName}"));
    }
}

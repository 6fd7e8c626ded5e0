package io.dbvouch.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.identity.DeviceCode;
import io.dbvouch.identity.SignInFlow;
import io.dbvouch.identity.SignInPrompt;
import io.dbvouch.identity.SsoClients;
import io.dbvouch.identity.SsoLogin;
import io.dbvouch.identity.SsoTokenCache;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import io.dbvouch.sandbox.fault.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the sandbox's Identity Center and STS. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwsRoleAuthorityTest {
    private static final String CONFIG_FILE = "aws.configFile";

    private static Sandbox sandbox;
    private static Profile.PermissionSet dba;
    private static Secret accessToken;

    @BeforeAll
    static void start(@TempDir Path cache) throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withAutoApprove("arianna")
                .withoutDatabase()
                .withPollInterval(Duration.ZERO));
        dba = (Profile.PermissionSet) AwsProfiles.load(sandbox.environment()).profile("sandbox");
        SsoClients clients = new SsoClients(new AwsClients(sandbox.environment(), null));
        accessToken = new SsoLogin(new SsoTokenCache(cache, cache, _ -> {}), clients, InstantSource.system(), _ -> {})
                .signIn(dba.role().sso(), SignInFlow.DEVICE_CODE, new Silent())
                .accessToken();
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
    }

    @AfterEach
    void clear() {
        sandbox.faults().clear();
    }

    /** A person who has nothing to do: the sandbox approves by itself. */
    private record Silent() implements SignInPrompt {
        @Override
        public void openBrowser(URI page) {
            throw new IllegalStateException("no browser is to be opened");
        }

        @Override
        public void showDeviceCode(DeviceCode code) {}
    }

    private static AwsRoleAuthority authority() {
        return new AwsRoleAuthority(new AwsClients(sandbox.environment(), null));
    }

    private static PermissionSetRole role(String account, String name) {
        return new PermissionSetRole(dba.role().sso(), account, name);
    }

    @Test
    void permissionSet_assigned_isASessionOfAnHourWhoseCallerIsThePerson() {
        RoleAuthority.Granted granted = authority().permissionSet(dba.role(), accessToken);

        assertThat(granted.key().accessKeyId()).startsWith("ASIA");
        assertThat(granted.key().sessionToken()).isNotNull();
        assertThat(granted.expiresAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(61)));

        RoleAuthority.Caller caller = authority().caller(granted.key(), "eu-west-1");
        assertThat(caller.identity().name()).contains("arianna");
        assertThat(caller.identity().permissionSet()).contains("dba");
        assertThat(caller.identity().account()).isEqualTo(dba.role().account());
        assertThat(caller.clockDifference()).isBetween(Duration.ofSeconds(-2), Duration.ofSeconds(30));
    }

    @Test
    void permissionSet_notAssigned_isDeniedWithTheNames() {
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> authority().permissionSet(role(dba.role().account(), "helpdesk"), accessToken))
                .withMessage("permission set \"helpdesk\" in account "
                        + dba.role().account() + " is not assigned to whoever is signed in")
                .satisfies(e -> assertThat(e.evidence())
                        .containsEntry("permission_set", "helpdesk")
                        .containsKeys("account", "request_id"))
                .satisfies(e -> assertThat(e.hints().getFirst()).endsWith("dbvouch login --sso-session corp"));
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> authority().permissionSet(role("000000000000", "dba"), accessToken));
    }

    @Test
    void permissionSet_tokenThatIsNotTaken_asksForASignInAndRepeatsNoToken() {
        assertThatExceptionOfType(AccessException.SignInNeeded.class)
                .isThrownBy(() -> authority().permissionSet(dba.role(), Secret.of("hunter2")))
                .withMessage("sign-in for sso-session \"corp\" was ended at IAM Identity Center")
                .satisfies(e -> assertThat(e.hints()).containsExactly("dbvouch login --sso-session corp"))
                .satisfies(e ->
                        assertThat(e.getMessage() + e.evidence() + e.getCause()).doesNotContain("hunter2"));
    }

    @Test
    void permissionSet_portalThatIsBroken_isUnreachable() {
        for (String fault : new String[] {"sso.500", "sso.429"}) {
            sandbox.faults().clear();
            sandbox.faults().add(Fault.parse(fault));
            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(() -> authority().permissionSet(dba.role(), accessToken))
                    .withMessageStartingWith("AWS did not answer sso:GetRoleCredentials: ");
        }
    }

    @Test
    void permissionSet_portalThatFailsOnce_isAskedAgain() {
        sandbox.faults().add(Fault.parse("sso.500=1"));

        assertThat(authority().permissionSet(dba.role(), accessToken).key().accessKeyId())
                .startsWith("ASIA");
    }

    @Test
    void permissionSet_nobodyThere_isUnreachable() {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.put("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:1");

        assertThatExceptionOfType(AccessException.Unreachable.class)
                .isThrownBy(() ->
                        new AwsRoleAuthority(new AwsClients(environment, null)).permissionSet(dba.role(), accessToken))
                .withMessageStartingWith("cannot reach AWS for sso:GetRoleCredentials: ")
                .withMessageContaining("refused");
    }

    @Test
    void caller_ofAMachine_isItsUser() {
        Profile.StaticKey ci =
                (Profile.StaticKey) AwsProfiles.load(sandbox.environment()).profile("ci");

        CallerIdentity caller = authority().caller(ci.key(), "eu-west-1").identity();

        assertThat(caller.arn()).contains(":user/");
        assertThat(caller.name()).isPresent();
        assertThat(caller.permissionSet()).isEmpty();
    }

    @Test
    void caller_keyThatIsNotTaken_isDeniedAndRepeatsNoSecret() {
        Profile.StaticKey ci =
                (Profile.StaticKey) AwsProfiles.load(sandbox.environment()).profile("ci");
        AccessKey wrong = new AccessKey(ci.key().accessKeyId(), Secret.of("hunter2"), null);

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> authority().caller(wrong, "eu-west-1"))
                .withMessageStartingWith("AWS refused sts:GetCallerIdentity: ")
                .satisfies(e ->
                        assertThat(e.getMessage() + e.evidence() + e.getCause()).doesNotContain("hunter2"));
    }

    @Test
    void caller_clockThatIsOff_isMeasured() {
        RoleAuthority.Granted granted = authority().permissionSet(dba.role(), accessToken);
        sandbox.faults().add(Fault.parse("clock.skew=120"));

        assertThat(authority().caller(granted.key(), "eu-west-1").clockDifference())
                .isBetween(Duration.ofSeconds(-122), Duration.ofSeconds(-90));
    }

    @Test
    void credentials_ofAKey_areTheSdks() {
        assertThat(AwsRoleAuthority.credentials(new AccessKey("A", Secret.of("s"), null))
                        .accessKeyId())
                .isEqualTo("A");
        assertThat(AwsRoleAuthority.credentials(new AccessKey("A", Secret.of("s"), Secret.of("t"))))
                .isInstanceOf(software.amazon.awssdk.auth.credentials.AwsSessionCredentials.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[profile p]\nregion = eu-west-1",
                "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x",
                "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = p",
                "[profile p]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = gone",
                "[profile p]\nrole_arn = x\ncredential_source = Nonsense",
                "[profile p]\ncredential_process = false",
                "[profile p]\ncredential_process = echo {}",
                "[profile p]\ncredential_process = echo hunter2",
                "[profile p]\naws_access_key_id = hunter2",
            })
    void provided_profileThatLeadsNowhere_saysSoAndRepeatsNothing(String config, @TempDir Path folder)
            throws IOException {
        // The SDK looks into the process's own environment, or where this property says.
        System.setProperty(
                CONFIG_FILE, Files.writeString(folder.resolve("config"), config).toString());
        try {
            assertThatExceptionOfType(AccessException.SignInNeeded.class)
                    .isThrownBy(() -> authority().provided(new Profile.Provided("p", "eu-west-1", Secret.of("{}"))))
                    .withMessage("no AWS credentials: profile \"p\" leads to none")
                    .satisfies(e -> assertThat(e.hints()).hasSize(2));
        } finally {
            System.clearProperty(CONFIG_FILE);
        }
    }

    @Test
    void provided_processThatGivesASession_isTaken(@TempDir Path folder) throws IOException {
        Path answer = Files.writeString(folder.resolve("answer"), """
            {"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"s","SessionToken":"t",
             "Expiration":"2036-11-22T12:00:00Z"}
            """);
        System.setProperty(
                CONFIG_FILE,
                Files.writeString(folder.resolve("config"), "[profile p]\ncredential_process = cat " + answer)
                        .toString());
        try {
            assertThat(authority().provided(new Profile.Provided("p", "eu-west-1", Secret.of("{}"))))
                    .isEqualTo(new RoleAuthority.Granted(
                            new AccessKey("ASIA1", Secret.of("s"), Secret.of("t")),
                            Instant.parse("2036-11-22T12:00:00Z")));
        } finally {
            System.clearProperty(CONFIG_FILE);
        }
    }
}

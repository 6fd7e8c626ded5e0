package io.dbvouch.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.sandbox.Aws;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import io.dbvouch.sandbox.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.InvalidRequestException;
import software.amazon.awssdk.services.sso.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sso.model.SsoException;
import software.amazon.awssdk.services.sso.model.TooManyRequestsException;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class PortalAndStsTest {
    private static final String ACCOUNT = "123456789012";

    private final TestClock clock = new TestClock();
    private Sandbox sandbox;
    private Aws aws;
    private SsoClient sso;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(
                SandboxOptions.defaults().withoutDatabase().withClock(clock).withAutoApprove("arianna"));
        aws = new Aws(sandbox);
        sso = aws.sso();
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @AfterEach
    void stop() throws Exception {
        // The SDK learns a clock's skew from the Date header of a refusal, for the whole JVM.
        SdkGlobalTime.setGlobalTimeOffset(0);
        sso.close();
        sandbox.close();
    }

    private String arn(AwsCredentials credentials) {
        try (StsClient sts = aws.sts(credentials)) {
            return sts.getCallerIdentity().arn();
        }
    }

    private AssumeRoleResponse assume(AwsCredentials credentials, Consumer<AssumeRoleRequest.Builder> request) {
        try (StsClient sts = aws.sts(credentials)) {
            return sts.assumeRole(
                    request.andThen(builder -> builder.roleArn("arn:aws:iam::123456789012:role/database-access")));
        }
    }

    private void assertRefused(AwsCredentials credentials, int status, String code, String message) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> arn(credentials))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(status);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    assertThat(e.awsErrorDetails().errorMessage()).contains(message);
                });
    }

    @Test
    void portal_lists_theOneAccountAndRole() {
        String token = aws.signIn().accessToken();

        assertThat(sso.listAccounts(request -> request.accessToken(token)).accountList())
                .singleElement()
                .satisfies(account -> assertThat(account.accountId()).isEqualTo(ACCOUNT));
        assertThat(sso.listAccountRoles(request -> request.accessToken(token).accountId(ACCOUNT))
                        .roleList())
                .singleElement()
                .satisfies(role -> assertThat(role.roleName()).isEqualTo("dba"));
    }

    @Test
    void portal_refusals_areAwsExceptions() {
        String token = aws.signIn().accessToken();

        assertThatExceptionOfType(UnauthorizedException.class)
                .isThrownBy(() -> sso.listAccounts(request -> request.accessToken("nobody")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(401));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> sso.listAccountRoles(
                        request -> request.accessToken(token).accountId("210987654321")));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> sso.listAccountRoles(
                        request -> request.accessToken(token).accountId("prod")));
        for (String[] accountAndRole : new String[][] {{ACCOUNT, "helpdesk"}, {"210987654321", "dba"}}) {
            assertThatExceptionOfType(SsoException.class)
                    .isThrownBy(() -> sso.getRoleCredentials(request -> request.accessToken(token)
                            .accountId(accountAndRole[0])
                            .roleName(accountAndRole[1])))
                    .satisfies(e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ForbiddenException");
                    });
        }
        sandbox.faults().add("sso.429=1");
        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> sso.listAccounts(request -> request.accessToken(token)));
    }

    @Test
    void accessToken_expiredByTimeOrFaultOrLogout_isUnauthorized() {
        String byTime = aws.signIn().accessToken();
        clock.pass(Duration.ofMinutes(61));
        String byFault = aws.signIn().accessToken();
        sandbox.faults().add("expire.access-tokens");
        String byLogout = aws.signIn().accessToken();
        sso.logout(request -> request.accessToken(byLogout));

        for (String token : new String[] {byTime, byFault, byLogout}) {
            assertThatExceptionOfType(UnauthorizedException.class)
                    .isThrownBy(() -> sso.listAccounts(request -> request.accessToken(token)));
        }
    }

    @Test
    void roleCredentials_areTheNamedPersons() {
        AwsSessionCredentials credentials = aws.roleCredentials("dba");

        assertThat(credentials.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(arn(credentials))
                .matches("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba_[0-9a-f]{16}/arianna");
        assertThat(sandbox.journal().count("sso", "GetRoleCredentials")).isEqualTo(1);
        assertThat(sandbox.journal().jsonLines())
                .contains(credentials.accessKeyId())
                .doesNotContain(credentials.secretAccessKey(), credentials.sessionToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Arianna.O'Neil@example.com", "žluťoučký <kůň> & Co.", "x"})
    void roleCredentials_ofAnyName_survivesXml(String name) throws Exception {
        try (Sandbox other = Sandbox.start(
                SandboxOptions.defaults().withoutDatabase().withUser(name).withAutoApprove(name))) {
            Aws otherAws = new Aws(other);
            try (StsClient sts = otherAws.sts(otherAws.roleCredentials("dba"))) {
                assertThat(sts.getCallerIdentity().arn()).endsWith("/" + name);
            }
        }
    }

    @Test
    void caller_ofStaticKeys_isTheMachineUser() throws Exception {
        Map<String, String> environment = sandbox.environment();
        String credentials = Files.readString(Path.of(environment.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", "")));
        String[] values = credentials.replaceAll("(?m)^\\[.*\\n|^.*? = ", "").split("\n", -1);

        assertThat(arn(AwsBasicCredentials.create(values[0], values[1])))
                .isEqualTo("arn:aws:iam::123456789012:user/ci");
    }

    @Test
    void caller_withAnythingWrong_isToldAsAwsDoes() {
        AwsSessionCredentials good = aws.roleCredentials("dba");
        AwsSessionCredentials other = aws.roleCredentials("dba");

        assertRefused(
                AwsSessionCredentials.create(good.accessKeyId(), "wrong", good.sessionToken()),
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match");
        assertRefused(
                AwsSessionCredentials.create(good.accessKeyId(), good.secretAccessKey(), other.sessionToken()),
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid");
        assertRefused(
                AwsBasicCredentials.create(good.accessKeyId(), good.secretAccessKey()),
                403,
                "InvalidClientTokenId",
                "invalid");
        assertRefused(
                AwsSessionCredentials.create("ASIAAAAAAAAAAAAAAAAA", good.secretAccessKey(), good.sessionToken()),
                403,
                "InvalidClientTokenId",
                "invalid");
        sandbox.faults().add("expire.role-sessions");
        assertRefused(good, 403, "ExpiredToken", "The security token included in the request is expired");
        assertThat(arn(aws.roleCredentials("dba"))).endsWith("/arianna");
    }

    @Test
    void clock_ahead_refusesEarlierSignatures_andShowsInDateAndExpiry() {
        sandbox.faults().add("clock.skew=1200");
        AwsSessionCredentials credentials = aws.roleCredentials("dba");

        assertRefused(credentials, 403, "SignatureDoesNotMatch", "Signature expired: ");
        Instant expiration = Instant.ofEpochMilli(sso.getRoleCredentials(
                        request -> request.accessToken(aws.signIn().accessToken())
                                .accountId(ACCOUNT)
                                .roleName("dba"))
                .roleCredentials()
                .expiration());
        assertThat(expiration).isAfter(Instant.now().plusSeconds(3600 + 1100));
        assertThat(arn(credentials)).as("by the Date header").endsWith("/arianna");
        SdkGlobalTime.setGlobalTimeOffset(0);
        sandbox.faults().add("clock.skew=-1200");
        assertRefused(credentials, 403, "SignatureDoesNotMatch", "Signature not yet current: ");
        SdkGlobalTime.setGlobalTimeOffset(0);
        sandbox.faults().clear();
        assertThat(arn(credentials)).endsWith("/arianna");
    }

    @Test
    void assumeRole_withOwnTagAndSourceIdentity_namesTheSession() {
        AssumeRoleResponse chained = assume(
                aws.roleCredentials("dba"),
                request -> request.roleSessionName("arianna")
                        .sourceIdentity("arianna")
                        .transitiveTagKeys("userName")
                        .tags(Tag.builder().key("userName").value("arianna").build()));

        assertThat(chained.sourceIdentity()).isEqualTo("arianna");
        assertThat(chained.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/database-access/arianna");
        AwsSessionCredentials credentials = AwsSessionCredentials.create(
                chained.credentials().accessKeyId(),
                chained.credentials().secretAccessKey(),
                chained.credentials().sessionToken());
        assertThat(arn(credentials)).isEqualTo(chained.assumedRoleUser().arn());
        assertThat(chained.credentials().expiration())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    }

    @Test
    void assumeRole_sourceIdentityOnceSet_cannotChange_andStays() {
        AssumeRoleResponse first = assume(
                aws.roleCredentials("dba"),
                request -> request.roleSessionName("arianna").sourceIdentity("arianna"));
        AwsSessionCredentials credentials = AwsSessionCredentials.create(
                first.credentials().accessKeyId(),
                first.credentials().secretAccessKey(),
                first.credentials().sessionToken());

        assertThat(assume(credentials, request -> request.roleSessionName("again"))
                        .sourceIdentity())
                .isEqualTo("arianna");
        assertDenied(credentials, request -> request.roleSessionName("again").sourceIdentity("paola"));
    }

    private void assertDenied(AwsCredentials credentials, Consumer<AssumeRoleRequest.Builder> request) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> assume(credentials, request))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("is not authorized to perform: sts:");
                });
    }

    @Test
    void assumeRole_asSomebodyElse_isDenied() {
        AwsSessionCredentials credentials = aws.roleCredentials("dba");

        assertDenied(
                credentials,
                request -> request.roleSessionName("paola")
                        .tags(Tag.builder().key("userName").value("paola").build()));
        assertDenied(credentials, request -> request.roleSessionName("paola").sourceIdentity("paola"));
        try (StsClient sts = aws.sts(credentials)) {
            assertThatExceptionOfType(StsException.class)
                    .isThrownBy(() -> sts.assumeRole(request ->
                            request.roleSessionName("arianna").roleArn("arn:aws:iam::123456789012:role/admin")))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
        }
    }

    @Test
    void assumeRole_outOfBounds_isInvalid() {
        AwsSessionCredentials credentials = aws.roleCredentials("dba");

        assertInvalid(credentials, "ValidationError", request -> request.roleSessionName("x"));
        assertInvalid(credentials, "ValidationError", request -> request.roleSessionName("O'Neil"));
        assertInvalid(credentials, "ValidationError", request -> request.roleSessionName("x".repeat(65)));
        assertInvalid(
                credentials,
                "ValidationError",
                request -> request.roleSessionName("ok").durationSeconds(899));
        assertInvalid(
                credentials,
                "ValidationError",
                request -> request.roleSessionName("ok").durationSeconds(3601));
        assertInvalid(
                credentials,
                "ValidationError",
                request -> request.roleSessionName("ok").transitiveTagKeys("userName"));
        assertInvalid(
                credentials,
                "InvalidParameterValue",
                request -> request.roleSessionName("ok")
                        .tags(
                                Tag.builder().key("a").value("1").build(),
                                Tag.builder().key("A").value("2").build()));
    }

    private void assertInvalid(AwsCredentials credentials, String code, Consumer<AssumeRoleRequest.Builder> request) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> assume(credentials, request))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                });
    }
}

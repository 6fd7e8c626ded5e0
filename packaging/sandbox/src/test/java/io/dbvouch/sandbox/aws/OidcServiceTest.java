package io.dbvouch.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.sandbox.Aws;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import io.dbvouch.sandbox.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InternalServerException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientMetadataException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.InvalidRedirectUriException;
import software.amazon.awssdk.services.ssooidc.model.InvalidRequestException;
import software.amazon.awssdk.services.ssooidc.model.InvalidScopeException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import software.amazon.awssdk.services.ssooidc.model.UnauthorizedClientException;
import software.amazon.awssdk.services.ssooidc.model.UnsupportedGrantTypeException;

class OidcServiceTest {
    private final TestClock clock = new TestClock();
    private Sandbox sandbox;
    private SsoOidcClient oidc;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(
                SandboxOptions.defaults().withoutDatabase().withClock(clock).withAutoApprove("arianna"));
        oidc = new Aws(sandbox).oidc();
    }

    @AfterEach
    void stop() throws Exception {
        oidc.close();
        sandbox.close();
    }

    private CreateTokenResponse refresh(RegisterClientResponse client, String refreshToken) {
        return oidc.createToken(request -> request.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType("refresh_token")
                .refreshToken(refreshToken));
    }

    @Test
    void registerClient_public_livesNinetyDays() {
        RegisterClientResponse client = Aws.register(oidc);

        assertThat(client.clientSecretExpiresAt() - client.clientIdIssuedAt())
                .isBetween(
                        Duration.ofDays(90).toSeconds() - 1, Duration.ofDays(90).toSeconds() + 1);
    }

    @Test
    void registerClient_refusals_areAwsExceptions() {
        assertThatExceptionOfType(InvalidClientMetadataException.class)
                .isThrownBy(() ->
                        oidc.registerClient(request -> request.clientName("x").clientType("confidential")))
                .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client_metadata"));
        assertThatExceptionOfType(InvalidScopeException.class)
                .isThrownBy(() -> oidc.registerClient(
                        request -> request.clientName("x").clientType("public").scopes("everything")));
        assertThatExceptionOfType(UnsupportedGrantTypeException.class)
                .isThrownBy(() -> oidc.registerClient(
                        request -> request.clientName("x").clientType("public").grantTypes("password")));
        for (String uri : new String[] {
            "https://evil.example/", "http://evil.example/", "http://127.0.0.1.evil.example/", "http://u@127.0.0.1/"
        }) {
            assertThatExceptionOfType(InvalidRedirectUriException.class)
                    .isThrownBy(() -> oidc.registerClient(request ->
                            request.clientName("x").clientType("public").redirectUris(uri)));
        }
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> oidc.registerClient(
                        request -> request.clientName("x").clientType("public").grantTypes("authorization_code")));
    }

    @Test
    void deviceFlow_approved_givesTokensOnce() {
        RegisterClientResponse client = Aws.register(oidc);
        StartDeviceAuthorizationResponse device = Aws.startDevice(oidc, client);

        CreateTokenResponse token = Aws.poll(oidc, client, device);

        assertThat(device.userCode()).matches("[A-Z]{4}-[A-Z]{4}");
        assertThat(device.verificationUriComplete())
                .startsWith(device.verificationUri())
                .contains(device.userCode());
        assertThat(device.expiresIn()).isEqualTo(600);
        assertThat(device.interval()).isEqualTo(1);
        assertThat(token.tokenType()).isEqualTo("Bearer");
        assertThat(token.expiresIn()).isEqualTo(3600);
        assertThat(token.refreshToken()).isNotBlank();
        assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> Aws.poll(oidc, client, device));
        assertThat(sandbox.journal().of("oidc", "CreateToken").getFirst().details())
                .containsEntry("user", "arianna")
                .containsEntry("grant", "device_code");
    }

    @Test
    void deviceFlow_clientWithoutScope_getsNoRefreshToken() {
        RegisterClientResponse client =
                oidc.registerClient(request -> request.clientName("old").clientType("public"));

        assertThat(Aws.poll(oidc, client, Aws.startDevice(oidc, client)).refreshToken())
                .isNull();
    }

    @Test
    void deviceFlow_faults_areAwsExceptions() {
        sandbox.faults().add("oidc.pending=1");
        sandbox.faults().add("oidc.slow-down=1");
        sandbox.faults().add("oidc.denied=1");
        sandbox.faults().add("oidc.expired=1");
        RegisterClientResponse client = Aws.register(oidc);
        StartDeviceAuthorizationResponse device = Aws.startDevice(oidc, client);

        AuthorizationPendingException pending =
                catchThrowableOfType(AuthorizationPendingException.class, () -> Aws.poll(oidc, client, device));
        assertThat(pending.statusCode()).isEqualTo(400);
        assertThat(pending.error()).isEqualTo("authorization_pending");
        assertThatExceptionOfType(SlowDownException.class).isThrownBy(() -> Aws.poll(oidc, client, device));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> Aws.poll(oidc, client, device));
        assertThatExceptionOfType(ExpiredTokenException.class).isThrownBy(() -> Aws.poll(oidc, client, device));
        assertThat(Aws.poll(oidc, client, device).accessToken()).isNotBlank();
    }

    @Test
    void deviceFlow_notApproved_isPending_thenTooFast_thenExpired() throws Exception {
        try (Sandbox manual = Sandbox.start(
                        SandboxOptions.defaults().withoutDatabase().withClock(clock));
                SsoOidcClient manualOidc = new Aws(manual).oidc()) {
            RegisterClientResponse client = Aws.register(manualOidc);
            StartDeviceAuthorizationResponse device = Aws.startDevice(manualOidc, client);

            assertThatExceptionOfType(AuthorizationPendingException.class)
                    .isThrownBy(() -> Aws.poll(manualOidc, client, device));
            clock.pass(Duration.ofSeconds(-1));
            assertThatExceptionOfType(SlowDownException.class).isThrownBy(() -> Aws.poll(manualOidc, client, device));
            clock.pass(Duration.ofMinutes(11));
            assertThatExceptionOfType(ExpiredTokenException.class)
                    .isThrownBy(() -> Aws.poll(manualOidc, client, device));
        }
    }

    @Test
    void createToken_wrongClient_isRefused() {
        RegisterClientResponse client = Aws.register(oidc);
        RegisterClientResponse other = Aws.register(oidc);
        StartDeviceAuthorizationResponse device = Aws.startDevice(oidc, client);

        assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> Aws.poll(oidc, other, device));
        assertThatExceptionOfType(InvalidClientException.class)
                .isThrownBy(() -> oidc.createToken(request -> request.clientId(client.clientId())
                        .clientSecret(other.clientSecret())
                        .grantType(Aws.DEVICE_CODE)
                        .deviceCode(device.deviceCode())))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(401));
        assertThatExceptionOfType(UnsupportedGrantTypeException.class)
                .isThrownBy(() -> oidc.createToken(request -> request.clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .grantType("password")));
        assertThatExceptionOfType(UnauthorizedClientException.class)
                .isThrownBy(() -> oidc.createToken(request -> request.clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .grantType("authorization_code")));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> oidc.createToken(request -> request.clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .grantType(Aws.DEVICE_CODE)));
    }

    @Test
    void startDevice_otherCompany_isRefused() {
        RegisterClientResponse client = Aws.register(oidc);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> oidc.startDeviceAuthorization(request -> request.clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .startUrl("https://d-0000000000.awsapps.com/start")));
    }

    @Test
    void refresh_rotates_andTheOldTokenIsUsedUp() {
        RegisterClientResponse client = Aws.register(oidc);
        CreateTokenResponse first = Aws.poll(oidc, client, Aws.startDevice(oidc, client));

        CreateTokenResponse second = refresh(client, first.refreshToken());

        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> refresh(client, first.refreshToken()));
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> refresh(Aws.register(oidc), second.refreshToken()));
        assertThat(refresh(client, second.refreshToken()).accessToken()).isNotBlank();
    }

    @Test
    void refresh_afterTheSignInsEnd_isRefused() {
        RegisterClientResponse client = Aws.register(oidc);
        CreateTokenResponse token = Aws.poll(oidc, client, Aws.startDevice(oidc, client));
        clock.pass(Duration.ofHours(7));
        CreateTokenResponse later = refresh(client, token.refreshToken());
        clock.pass(Duration.ofHours(2));

        assertThatExceptionOfType(InvalidGrantException.class).isThrownBy(() -> refresh(client, later.refreshToken()));
    }

    @Test
    void client_expired_isRefused() {
        RegisterClientResponse client = Aws.register(oidc);
        sandbox.faults().add("expire.clients");

        assertThatExceptionOfType(InvalidClientException.class).isThrownBy(() -> Aws.startDevice(oidc, client));
        assertThat(Aws.startDevice(oidc, Aws.register(oidc)).deviceCode()).isNotBlank();
    }

    @Test
    void service_throttledAndBroken_isSaidAsAwsDoes() {
        sandbox.faults().add("oidc.429=1");
        sandbox.faults().add("oidc.500=1");

        assertThatExceptionOfType(SsoOidcException.class)
                .isThrownBy(() -> Aws.register(oidc))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(429);
                    assertThat(e.isThrottlingException()).isTrue();
                });
        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> Aws.register(oidc))
                .satisfies(e -> assertThat(e.error()).isEqualTo("server_error"));
        assertThat(Aws.register(oidc).clientId()).isNotBlank();
    }
}

package io.dbvouch.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's own clients for a sandbox, which do not try anything twice, and the steps that tests start from. */
public final class Aws {
    /** The grant type of RFC 8628. */
    public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    /** The company's start URL. */
    public static final String START_URL = "https://d-1234567890.awsapps.com/start";

    private final Sandbox sandbox;

    /** Clients for this sandbox. */
    public Aws(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String service, @Nullable AwsCredentials credentials) {
        URI endpoint = URI.create(sandbox.environment().getOrDefault("AWS_ENDPOINT_URL_" + service, ""));
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                        credentials == null
                                ? AnonymousCredentialsProvider.create()
                                : StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(
                        StandardRetryStrategy.builder().maxAttempts(1).build()))
                .build();
    }

    /** OIDC. */
    public SsoOidcClient oidc() {
        return client(SsoOidcClient.builder(), "SSO_OIDC", null);
    }

    /** The portal. */
    public SsoClient sso() {
        return client(SsoClient.builder(), "SSO", null);
    }

    /** STS, signing with these credentials. */
    public StsClient sts(AwsCredentials credentials) {
        return client(StsClient.builder(), "STS", credentials);
    }

    /** RDS, signing with these credentials. */
    public RdsClient rds(AwsCredentials credentials) {
        return client(RdsClient.builder(), "RDS", credentials);
    }

    /** A client that gets refresh tokens. */
    public static RegisterClientResponse register(SsoOidcClient oidc) {
        return oidc.registerClient(request ->
                request.clientName("test client").clientType("public").scopes("sso:account:access"));
    }

    /** Starts a device authorization. */
    public static StartDeviceAuthorizationResponse startDevice(SsoOidcClient oidc, RegisterClientResponse client) {
        return oidc.startDeviceAuthorization(request -> request.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .startUrl(START_URL));
    }

    /** Polls once. */
    public static CreateTokenResponse poll(
            SsoOidcClient oidc, RegisterClientResponse client, StartDeviceAuthorizationResponse device) {
        return oidc.createToken(request -> request.clientId(client.clientId())
                .clientSecret(client.clientSecret())
                .grantType(DEVICE_CODE)
                .deviceCode(device.deviceCode()));
    }

    /** The whole device flow, which somebody has to approve at once. */
    public CreateTokenResponse signIn() {
        try (SsoOidcClient oidc = oidc()) {
            RegisterClientResponse client = register(oidc);
            return poll(oidc, client, startDevice(oidc, client));
        }
    }

    /** Role credentials of whoever signs in. */
    public AwsSessionCredentials roleCredentials(String role) {
        try (SsoClient sso = sso()) {
            String token = signIn().accessToken();
            RoleCredentials credentials = sso.getRoleCredentials(request ->
                            request.accessToken(token).accountId("123456789012").roleName(role))
                    .roleCredentials();
            return AwsSessionCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
        }
    }
}

package io.dbvouch.identity;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;

/** Where {@link SsoClients} meets the SDK: apart, so that it is loaded only when a client is made. */
final class SdkClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** For a call with all its attempts. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(45);

    private static final String REGISTER_PATH = "/client/register";

    private final @Nullable String profile;

    /**
     * Makes clients.
     *
     * @param profile the profile to look for endpoints in; null for the SDK's choice
     */
    SdkClients(@Nullable String profile) {
        this.profile = profile;
    }

    SsoOidcClient oidc(String region, @Nullable URI endpoint) {
        return configure(SsoOidcClient.builder(), region, endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .build();
    }

    SsoClient sso(String region, @Nullable URI endpoint) {
        return configure(SsoClient.builder(), region, endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .build();
    }

    /** A request is made and caught before it leaves. */
    URI oidcEndpoint(String region, @Nullable URI endpoint) {
        AtomicReference<@Nullable URI> seen = new AtomicReference<>();
        try (SsoOidcClient client = configure(SsoOidcClient.builder(), region, endpoint)
                .httpClient(new Catcher(seen))
                .build()) {
            client.registerClient(request -> request.clientName("endpoint").clientType("public"));
        }
        String uri = Objects.requireNonNull(seen.get(), "the request").toString();
        return URI.create(uri.substring(0, uri.lastIndexOf(REGISTER_PATH)));
    }

    private <B extends AwsClientBuilder<B, ?>> B configure(B builder, String region, @Nullable URI endpoint) {
        ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .apiCallTimeout(CALL_TIMEOUT);
        if (profile != null) {
            configuration.defaultProfileName(profile);
        }
        builder.region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(configuration.build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    /** Remembers the request's address, and answers with an empty object. */
    private record Catcher(AtomicReference<@Nullable URI> seen) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            seen.set(request.httpRequest().getUri());
            return new Answer();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record Answer() implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .responseBody(AbortableInputStream.create(
                            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
                    .build();
        }

        @Override
        public void abort() {
            // Over before it began.
        }
    }
}

package io.dbvouch.identity;

import io.dbvouch.aws.AwsClients;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClientBuilder;

/** Where {@link SsoClients} meets the SDK: apart, so that it is loaded only when a client is made. */
final class SdkClients {
    private static final String REGISTER_PATH = "/client/register";

    private SdkClients() {}

    static SsoOidcClient oidc(AwsClients clients, String region) {
        return oidcBuilder(clients, region).build();
    }

    static SsoClient sso(AwsClients clients, String region) {
        return clients.configure(SsoClient.builder(), "SSO", region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    /** A request is made and caught before it leaves. */
    static URI oidcEndpoint(AwsClients clients, String region) {
        AtomicReference<@Nullable URI> seen = new AtomicReference<>();
        try (SsoOidcClient client = oidcBuilder(clients, region)
                .httpClientBuilder(_ -> new Catcher(seen))
                .build()) {
            client.registerClient(request -> request.clientName("endpoint").clientType("public"));
        }
        String uri = Objects.requireNonNull(seen.get(), "the request").toString();
        return URI.create(uri.substring(0, uri.lastIndexOf(REGISTER_PATH)));
    }

    private static SsoOidcClientBuilder oidcBuilder(AwsClients clients, String region) {
        return clients.configure(SsoOidcClient.builder(), "SSO_OIDC", region)
                .credentialsProvider(AnonymousCredentialsProvider.create());
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

package io.dbvouch.aws;

import io.dbvouch.AccessException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Sets up SDK clients: the JDK's HTTP client, deadlines, and the service-specific endpoints of the environment.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
 */
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(60);

    private final Map<String, String> environment;

    /** Clients for an environment: variables as of the process. */
    public AwsClients(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Sets up {@code builder}.
     *
     * @param service the service's identifier as environment variables spell it: {@code SSO}, {@code SSO_OIDC}, {@code
     *     STS}, {@code RDS}
     * @param region where to call
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, String service, String region) {
        URI endpoint = endpoint(service);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ))
                .overrideConfiguration(c -> c.apiCallTimeout(WHOLE_CALL));
    }

    /** The endpoint that the environment names for a service; null for AWS's own. */
    public @Nullable URI endpoint(String service) {
        if (environment.getOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").equalsIgnoreCase("true")) {
            return null;
        }
        String name = "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT);
        String url = environment.getOrDefault(name, environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        if (url.isEmpty()) {
            return null;
        }
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new AccessException.BadConfiguration(name + " is no URL: " + url, e);
        }
    }
}

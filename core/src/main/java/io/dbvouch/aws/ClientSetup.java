package io.dbvouch.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Where {@link AwsClients} meets the SDK: apart, so that it is loaded only when a client is made. */
final class ClientSetup {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);

    /** With all its attempts. */
    private static final Duration WHOLE_CALL = Duration.ofSeconds(45);

    private ClientSetup() {}

    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B of(
            B builder, String region, @Nullable URI endpoint, @Nullable String profile) {
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ))
                .overrideConfiguration(configuration -> {
                    configuration.retryStrategy(RetryMode.STANDARD).apiCallTimeout(WHOLE_CALL);
                    if (profile != null) {
                        configuration.defaultProfileName(profile);
                    }
                });
    }
}

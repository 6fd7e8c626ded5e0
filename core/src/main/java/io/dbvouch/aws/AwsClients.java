package io.dbvouch.aws;

import io.dbvouch.AccessException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * Sets up SDK clients: the JDK's HTTP client, deadlines, and the service-specific endpoints of the environment or, failing
 * that, of a profile's {@code services} section.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
 */
public final class AwsClients {
    /** A region is part of a host name: one label of RFC 1123. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Map<String, String> environment;
    private final @Nullable String profile;

    /**
     * Clients for an environment.
     *
     * @param environment variables as of the process
     * @param profile the profile in which the SDK looks for endpoints and other settings that the environment does not
     *     have; null for its own choice, {@code AWS_PROFILE} or {@code default}
     */
    public AwsClients(Map<String, String> environment, @Nullable String profile) {
        this.environment = environment;
        this.profile = profile;
    }

    /**
     * Sets up {@code builder}.
     *
     * @param service the service's identifier as environment variables spell it: {@code SSO}, {@code SSO_OIDC}, {@code
     *     STS}, {@code RDS}
     * @param region where to call
     * @throws AccessException.BadConfiguration where the region or the environment's endpoint cannot be
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, String service, String region) {
        checkRegion(region);
        return ClientSetup.of(builder, region, endpoint(service), profile);
    }

    /** A region that could be. */
    static void checkRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw new AccessException.BadConfiguration("\"" + region + "\" is no AWS region");
        }
    }

    /**
     * The endpoint that the environment names for a service; null for what the SDK finds.
     *
     * @throws AccessException.BadConfiguration where it is no URL
     */
    public @Nullable URI endpoint(String service) {
        if (environment.getOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").equalsIgnoreCase("true")) {
            return null;
        }
        for (String name : List.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")) {
            String url = environment.getOrDefault(name, "");
            if (!url.isEmpty()) {
                return parse(name, url);
            }
        }
        return null;
    }

    /** The value is not repeated: a URL may hold a password. */
    private static URI parse(String name, String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
            throw new AccessException.BadConfiguration(name + " is no http or https URL of a host");
        } catch (URISyntaxException e) {
            throw new AccessException.BadConfiguration(name + " is no URL");
        }
    }
}

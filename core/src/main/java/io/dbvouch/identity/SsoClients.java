package io.dbvouch.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;

/**
 * Makes the SDK's clients for IAM Identity Center, one for each use, and only when the network is needed: a client takes
 * longer to make than a cached token to read. The caller closes them.
 *
 * <p>Requests are not signed: what authenticates them is in them.
 */
public final class SsoClients {
    private final @Nullable String profile;
    private final @Nullable URI oidc;
    private final @Nullable URI sso;

    private SsoClients(@Nullable String profile, @Nullable URI oidc, @Nullable URI sso) {
        this.profile = profile;
        this.oidc = oidc;
        this.sso = sso;
    }

    /**
     * Clients whose endpoints the SDK finds as it always does: {@code AWS_ENDPOINT_URL_SSO_OIDC}, {@code
     * AWS_ENDPOINT_URL_SSO}, {@code AWS_ENDPOINT_URL}, the profile's {@code services} section, the region's own.
     *
     * @param profile the profile to look into; null for the SDK's choice, {@code AWS_PROFILE} or {@code default}
     */
    public static SsoClients ofProfile(@Nullable String profile) {
        return new SsoClients(profile, null, null);
    }

    /** Clients for these endpoints. */
    public static SsoClients at(URI oidc, URI sso) {
        return new SsoClients(null, oidc, sso);
    }

    /** For registration and tokens. */
    SsoOidcClient oidc(String region) {
        return new SdkClients(profile).oidc(region, oidc);
    }

    /** For the portal: accounts, roles, role credentials, logout. */
    public SsoClient sso(String region) {
        return new SdkClients(profile).sso(region, sso);
    }

    /**
     * Where the OIDC client sends its requests, without a trailing slash. {@code /authorize} is there too, but is no
     * operation of the SDK.
     */
    URI oidcEndpoint(String region) {
        return new SdkClients(profile).oidcEndpoint(region, oidc);
    }
}

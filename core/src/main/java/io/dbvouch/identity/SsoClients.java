package io.dbvouch.identity;

import io.dbvouch.aws.AwsClients;
import java.net.URI;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;

/**
 * Makes the SDK's clients for IAM Identity Center, one for each use, and only when the network is needed: a client takes
 * longer to make than a cached token to read. The caller closes them.
 *
 * <p>Requests are not signed: what authenticates them is in them.
 */
public final class SsoClients {
    private final AwsClients clients;

    public SsoClients(AwsClients clients) {
        this.clients = clients;
    }

    /** For registration and tokens. */
    SsoOidcClient oidc(String region) {
        return SdkClients.oidc(clients, region);
    }

    /** For the portal: accounts, roles, role credentials, logout. */
    public SsoClient sso(String region) {
        return SdkClients.sso(clients, region);
    }

    /**
     * Where the OIDC client sends its requests, without a trailing slash. {@code /authorize} is there too, but is no
     * operation of the SDK.
     */
    URI oidcEndpoint(String region) {
        return SdkClients.oidcEndpoint(clients, region);
    }
}

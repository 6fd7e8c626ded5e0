package io.dbvouch.sandbox.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registered OIDC client.
 *
 * @param expiration in true time
 */
record Client(
        String id,
        String secret,
        String name,
        Set<String> scopes,
        Set<String> grantTypes,
        List<URI> redirectUris,
        Instant expiration) {
    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String REFRESH_TOKEN = "refresh_token";
    static final Set<String> GRANT_TYPES = Set.of(DEVICE_CODE, AUTHORIZATION_CODE, REFRESH_TOKEN);
    /** The one scope that Identity Center's portal has, and with which it gives refresh tokens. */
    static final String ACCOUNT_ACCESS = "sso:account:access";

    boolean getsRefreshTokens() {
        return scopes.contains(ACCOUNT_ACCESS);
    }

    /** Whether a URI is a registered one, at whatever port if it is loopback (RFC 8252, section 7.3). */
    boolean mayRedirectTo(URI uri) {
        return redirectUris.stream()
                .anyMatch(registered -> withoutPort(registered).equals(withoutPort(uri)));
    }

    /** A redirect URI that a public client may have: http to loopback, with no fragment and no user. */
    static Optional<URI> loopbackRedirect(String text) {
        try {
            URI uri = new URI(text);
            boolean loopback = "http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && Set.of("127.0.0.1", "[::1]", "localhost").contains(uri.getHost())
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
            return loopback ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String withoutPort(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}

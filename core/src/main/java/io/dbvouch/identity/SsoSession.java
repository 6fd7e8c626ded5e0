package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.ShellWord;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person signs in: an {@code [sso-session]} of the AWS configuration, or the {@code sso_*} keys that a legacy profile
 * holds itself.
 *
 * @param name the sso-session's name; null for a legacy profile
 * @param startUrl {@code sso_start_url} to the letter: cache files are named after it
 * @param region {@code sso_region}
 * @param scopes {@code sso_registration_scopes} in the order in which they stand there; null if the key is missing, which is
 *     not the same as empty (the AWS CLI names cache files after it)
 * @param profile the legacy profile, for messages; null for an sso-session
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html">IAM Identity Center credential
 *     provider</a>
 */
public record SsoSession(
        @Nullable String name,
        String startUrl,
        String region,
        @Nullable List<String> scopes,
        @Nullable String profile) {
    /** A region is part of a host name: one label of RFC 1123. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** scope-token of RFC 6749 §3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks the values.
     *
     * @throws AccessException.BadConfiguration if one of them cannot be
     */
    public SsoSession {
        scopes = scopes == null ? null : List.copyOf(scopes);
        if (name != null && (name.isBlank() || !name.equals(Printable.of(name)))) {
            throw new AccessException.BadConfiguration("the sso-session has no proper name");
        }
        String where = name != null ? "sso-session \"" + name + "\"" : "profile \"" + profile + "\"";
        requireStartUrl(where, startUrl);
        if (!REGION.matcher(region).matches()) {
            throw bad(where, "sso_region", region, "is no AWS region");
        }
        if (scopes != null) {
            for (String scope : scopes) {
                if (!SCOPE.matcher(scope).matches()) {
                    throw bad(where, "sso_registration_scopes", scope, "is no OAuth scope");
                }
            }
        }
    }

    /**
     * An {@code [sso-session]}.
     *
     * @param registrationScopes the value of {@code sso_registration_scopes}, separated by commas; null if the key is missing
     * @throws AccessException.BadConfiguration if a value cannot be
     */
    public static SsoSession named(String name, String startUrl, String region, @Nullable String registrationScopes) {
        return new SsoSession(name, startUrl, region, scopes(registrationScopes), null);
    }

    /**
     * A profile that holds {@code sso_start_url} and {@code sso_region} itself.
     *
     * @throws AccessException.BadConfiguration if a value cannot be
     */
    public static SsoSession legacy(String profile, String startUrl, String region) {
        return new SsoSession(null, startUrl, region, null, profile);
    }

    /** Whether it is a legacy profile's, which has neither PKCE nor refresh tokens. */
    public boolean isLegacy() {
        return name == null;
    }

    /** What messages call it, such as {@code sso-session "corp"}. */
    public String label() {
        return name != null ? "sso-session \"" + name + "\"" : startUrl;
    }

    /** The command line that signs in here. */
    public String loginCommand() {
        if (name != null) {
            return "dbvouch login --sso-session " + ShellWord.of(name);
        }
        return profile != null ? "dbvouch login --profile " + ShellWord.of(profile) : "dbvouch login";
    }

    private static @Nullable List<String> scopes(@Nullable String commaSeparated) {
        if (commaSeparated == null) {
            return null;
        }
        List<String> scopes = new ArrayList<>();
        for (String scope : commaSeparated.split(",", -1)) {
            if (!scope.isBlank()) {
                scopes.add(scope.strip());
            }
        }
        return scopes;
    }

    private static void requireStartUrl(String where, String startUrl) {
        URI uri;
        try {
            uri = new URI(startUrl);
        } catch (URISyntaxException e) {
            throw bad(where, "sso_start_url", startUrl, "is no URL");
        }
        if (uri.getHost() == null || uri.getScheme() == null || uri.getRawUserInfo() != null) {
            throw bad(where, "sso_start_url", startUrl, "is no https URL");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(uri.getHost()));
        if (!secure) {
            throw bad(where, "sso_start_url", startUrl, "is no https URL");
        }
    }

    private static AccessException bad(String where, String key, String value, String what) {
        String shown = Printable.of(value);
        return new AccessException.BadConfiguration(where + ": " + key + " \"" + shown + "\" " + what)
                .evidence("key", key)
                .evidence("value", shown);
    }
}

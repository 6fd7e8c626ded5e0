package io.dbvouch.sandbox.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Client registrations: {@code RegisterClient}. */
final class Clients {
    /** AWS's registrations live 90 days. */
    private static final Duration LIFETIME = Duration.ofDays(90);

    private final Map<String, Client> byId = new ConcurrentHashMap<>();
    private final Identifiers identifiers = new Identifiers();
    private final CompanyClock clock;

    Clients(CompanyClock clock) {
        this.clock = clock;
    }

    Client register(JsonBody body) throws AwsException {
        String name = body.need("clientName");
        if (!body.need("clientType").equals("public")) {
            throw new AwsException(400, "InvalidClientMetadataException", "Only the client type public is supported");
        }
        Set<String> scopes = Set.copyOf(new HashSet<>(body.texts("scopes")));
        if (!Set.of(Client.ACCOUNT_ACCESS).containsAll(scopes)) {
            throw new AwsException(400, "InvalidScopeException", "A scope is not known");
        }
        Set<String> grantTypes = new HashSet<>(body.texts("grantTypes"));
        if (!Client.GRANT_TYPES.containsAll(grantTypes)) {
            throw new AwsException(400, "UnsupportedGrantTypeException", "A grant type is not supported");
        }
        if (grantTypes.isEmpty()) {
            grantTypes = Set.of(Client.DEVICE_CODE, Client.REFRESH_TOKEN);
        }
        List<URI> redirectUris = new ArrayList<>();
        for (String uri : body.texts("redirectUris")) {
            redirectUris.add(Client.loopbackRedirect(uri)
                    .orElseThrow(() -> new AwsException(
                            400, "InvalidRedirectUriException", "A redirect URI is not an http URI of loopback")));
        }
        if (grantTypes.contains(Client.AUTHORIZATION_CODE)) {
            if (redirectUris.isEmpty()) {
                throw JsonBody.invalid("redirectUris are needed for the grant type authorization_code");
            }
            if (!body.need("issuerUrl").equals(Company.START_URL)) {
                throw JsonBody.invalid("The issuerUrl is not known");
            }
        }
        Client client = new Client(
                identifiers.secret(16),
                identifiers.secret(96),
                name,
                scopes,
                Set.copyOf(grantTypes),
                List.copyOf(redirectUris),
                clock.trueInstant().plus(LIFETIME));
        byId.put(client.id(), client);
        return client;
    }

    /** The client of a request, which knows its secret. */
    Client authenticate(JsonBody body) throws AwsException {
        Client client = byId.get(body.need("clientId"));
        if (client == null || !client.secret().equals(body.need("clientSecret"))) {
            throw new AwsException(401, "InvalidClientException", "The client or its secret is not known");
        }
        if (isExpired(client)) {
            throw new AwsException(401, "InvalidClientException", "The client's registration has expired");
        }
        return client;
    }

    /** The client that a browser's request names. */
    Optional<Client> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(client -> !isExpired(client));
    }

    void expireAll() {
        Instant now = clock.trueInstant();
        byId.replaceAll((id, client) -> new Client(
                id, client.secret(), client.name(), client.scopes(), client.grantTypes(), client.redirectUris(), now));
    }

    private boolean isExpired(Client client) {
        return !clock.trueInstant().isBefore(client.expiration());
    }
}

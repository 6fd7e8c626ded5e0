package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenRequest;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientRequest;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import software.amazon.awssdk.services.ssooidc.model.UnauthorizedClientException;

/**
 * The OIDC service of one IAM Identity Center: the one place that speaks with it.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html">IAM Identity Center OIDC API
 *     Reference</a>
 */
final class SsoOidc implements AutoCloseable {
    /** Without a port, which a native application adds (RFC 8252 §7.3); as the AWS CLI registers it. */
    private static final String REGISTERED_REDIRECT = "http://127.0.0.1" + LoopbackListener.PATH;

    /** What the AWS CLI asks for if an sso-session says nothing. */
    private static final List<String> DEFAULT_SCOPES = List.of("sso:account:access");

    private static final List<String> BROWSER_GRANTS = List.of("authorization_code", "refresh_token");
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** RFC 8628 §3.2: "If no value is provided, clients MUST use 5 as the default." */
    private static final int DEFAULT_INTERVAL = 5;

    /** The last second that has a four-digit year, as the AWS CLI needs it. */
    private static final long END_OF_9999 = 253_402_300_799L;

    private final SsoSession session;
    private final InstantSource clock;
    private final SsoOidcClient client;

    SsoOidc(SsoSession session, SsoClients clients, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        this.client = clients.oidc(session.region());
    }

    /**
     * A device authorization that has begun.
     *
     * @param deviceCode what the device asks with
     * @param interval how long to wait between questions
     * @param shown what the person needs
     */
    record DeviceAuthorization(Secret deviceCode, Duration interval, DeviceCode shown) {}

    /** The scopes that a browser sign-in asks for. */
    static List<String> scopes(SsoSession session) {
        List<String> scopes = session.scopes();
        return scopes == null || scopes.isEmpty() ? DEFAULT_SCOPES : scopes;
    }

    ClientRegistration register(SignInFlow flow) {
        RegisterClientRequest.Builder request = RegisterClientRequest.builder()
                .clientName(session.name() == null ? "dbvouch" : "dbvouch-" + session.name())
                .clientType("public");
        List<String> scopes = flow == SignInFlow.BROWSER ? scopes(session) : session.scopes();
        if (scopes != null && !scopes.isEmpty()) {
            request.scopes(scopes);
        }
        if (flow == SignInFlow.BROWSER) {
            request.grantTypes(BROWSER_GRANTS).redirectUris(REGISTERED_REDIRECT).issuerUrl(session.startUrl());
        }
        String action = "RegisterClient";
        RegisterClientResponse answer = call(action, () -> client.registerClient(request.build()));
        Long expiresAt = answer.clientSecretExpiresAt();
        return new ClientRegistration(
                required(action, answer.clientId()),
                Secret.of(required(action, answer.clientSecret())),
                Instant.ofEpochSecond(Math.clamp(required(action, expiresAt), 0, END_OF_9999)),
                scopes,
                flow == SignInFlow.BROWSER ? BROWSER_GRANTS : null);
    }

    /**
     * Begins a sign-in by device code.
     *
     * @throws UnknownClientException if the registration is not known there
     */
    DeviceAuthorization startDevice(ClientRegistration registration) throws UnknownClientException {
        String action = "StartDeviceAuthorization";
        StartDeviceAuthorizationResponse answer;
        try {
            answer = attempt(() -> client.startDeviceAuthorization(request -> request.clientId(registration.clientId())
                    .clientSecret(registration.clientSecret().reveal())
                    .startUrl(session.startUrl())));
        } catch (InvalidClientException | UnauthorizedClientException e) {
            throw new UnknownClientException(SsoFailures.description(e));
        } catch (SdkException e) {
            throw SsoFailures.explain(e, session, action);
        }
        String page = required(action, answer.verificationUri());
        Instant expiresAt = clock.instant().plusSeconds(required(action, answer.expiresIn()));
        Integer interval = answer.interval();
        return new DeviceAuthorization(
                Secret.of(required(action, answer.deviceCode())),
                Duration.ofSeconds(interval == null || interval <= 0 ? DEFAULT_INTERVAL : interval),
                new DeviceCode(
                        Printable.of(required(action, answer.userCode())),
                        page(page),
                        page(Objects.requireNonNullElse(answer.verificationUriComplete(), page)),
                        expiresAt));
    }

    TokenAnswer byDeviceCode(ClientRegistration registration, Secret deviceCode) {
        return createToken(
                registration, null, request -> request.grantType(DEVICE_GRANT).deviceCode(deviceCode.reveal()));
    }

    TokenAnswer byAuthorizationCode(ClientRegistration registration, Secret code, URI redirectUri, Secret verifier) {
        return createToken(
                registration,
                null,
                request -> request.grantType("authorization_code")
                        .code(code.reveal())
                        .redirectUri(redirectUri.toString())
                        .codeVerifier(verifier.reveal()));
    }

    TokenAnswer byRefreshToken(ClientRegistration registration, Secret refreshToken) {
        return createToken(
                registration,
                refreshToken,
                request -> request.grantType("refresh_token").refreshToken(refreshToken.reveal()));
    }

    @Override
    public void close() {
        client.close();
    }

    private TokenAnswer createToken(
            ClientRegistration registration,
            @Nullable Secret oldRefreshToken,
            Consumer<CreateTokenRequest.Builder> grant) {
        String action = "CreateToken";
        CreateTokenRequest.Builder request = CreateTokenRequest.builder()
                .clientId(registration.clientId())
                .clientSecret(registration.clientSecret().reveal());
        grant.accept(request);
        try {
            CreateTokenResponse answer = attempt(() -> client.createToken(request.build()));
            Instant expiresAt = clock.instant().plusSeconds(positive(action, answer.expiresIn()));
            String refreshToken = answer.refreshToken();
            return new TokenAnswer.Granted(new SsoToken(
                    session.startUrl(),
                    session.region(),
                    Secret.of(required(action, answer.accessToken())),
                    expiresAt,
                    // RFC 6749 §6: without a new one, the old one goes on.
                    refreshToken == null ? oldRefreshToken : Secret.of(refreshToken),
                    registration));
        } catch (AuthorizationPendingException _) {
            return new TokenAnswer.Pending();
        } catch (SlowDownException _) {
            return new TokenAnswer.SlowDown();
        } catch (AccessDeniedException e) {
            return new TokenAnswer.Denied(SsoFailures.description(e));
        } catch (ExpiredTokenException e) {
            return new TokenAnswer.Worthless(SsoFailures.description(e));
        } catch (InvalidGrantException e) {
            return new TokenAnswer.Worthless(SsoFailures.description(e));
        } catch (InvalidClientException | UnauthorizedClientException e) {
            return new TokenAnswer.UnknownClient(SsoFailures.description(e));
        } catch (SdkException e) {
            throw SsoFailures.explain(e, session, action);
        }
    }

    private <T> T call(String action, Supplier<T> request) {
        try {
            return attempt(request);
        } catch (SdkException e) {
            throw SsoFailures.explain(e, session, action);
        }
    }

    private static <T> T attempt(Supplier<T> request) {
        return Interruptibly.call(request);
    }

    private int positive(String action, @Nullable Integer seconds) {
        return required(action, seconds == null || seconds <= 0 ? null : seconds);
    }

    private <T> T required(String action, @Nullable T value) {
        if (value == null || value.equals("")) {
            throw new AccessException.Failed(
                    "what IAM Identity Center in " + session.region() + " answers to " + action + " is incomplete");
        }
        return value;
    }

    /** A page for the person's browser: anything but http and https could start a program. */
    private static URI page(String address) {
        try {
            URI page = new URI(address);
            if ("https".equalsIgnoreCase(page.getScheme()) || "http".equalsIgnoreCase(page.getScheme())) {
                return page;
            }
        } catch (URISyntaxException e) {
            throw new AccessException.Failed("IAM Identity Center names no page: " + Printable.of(address), e);
        }
        throw new AccessException.Failed("IAM Identity Center names no page: " + Printable.of(address));
    }
}

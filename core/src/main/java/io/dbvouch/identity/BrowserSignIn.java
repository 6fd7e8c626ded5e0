package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs in with a browser on this machine: authorization code with PKCE, RFC 6749 §4.1, RFC 7636, RFC 8252.
 *
 * <ol>
 *   <li>A listener is opened on a free port of 127.0.0.1, before anybody is sent there.
 *   <li>The browser goes to {@code /authorize} of the OIDC endpoint, with a state and a S256 challenge, each from 256 random
 *       bits.
 *   <li>It comes back with the state and a code. Whatever comes without the state is refused and the wait goes on (see {@link
 *       LoopbackListener}).
 *   <li>The code and the verifier are exchanged for a token, and only then is the browser told that it worked.
 * </ol>
 *
 * <p>Source of the authorize request, which the API reference does not describe ({@code scopes}, not {@code scope}): aws-cli v2,
 * {@code awscli/botocore/utils.py}, {@code SSOTokenFetcherAuth._get_authorization_uri}.
 */
final class BrowserSignIn {
    /** As the AWS CLI's {@code AuthCodeFetcher._OVERALL_TIMEOUT}. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final SsoSession session;
    private final SsoOidc oidc;
    private final SsoClients clients;
    private final InstantSource clock;

    BrowserSignIn(SsoSession session, SsoOidc oidc, SsoClients clients, InstantSource clock) {
        this.session = session;
        this.oidc = oidc;
        this.clients = clients;
        this.clock = clock;
    }

    SsoToken run(ClientRegistration registration, SignInPrompt prompt, SsoTokenCache cache)
            throws UnknownClientException {
        Secret state = Secret.of(Pkce.random());
        Secret verifier = Secret.of(Pkce.random());
        try (LoopbackListener listener = LoopbackListener.open(state)) {
            Instant deadline = clock.instant().plus(TIMEOUT);
            prompt.openBrowser(authorize(registration, listener.redirectUri(), state, verifier));
            Optional<Callback> callback = callback(listener, deadline, prompt);
            if (callback.isEmpty()) {
                // The page may have said that it does not know the client, where this process could not see it.
                cache.forget(session, registration);
                throw tooLate(listener.refused());
            }
            return switch (callback.get()) {
                case Callback.Code code -> exchange(registration, listener.redirectUri(), verifier, code);
                case Callback.Refusal refusal -> throw refused(refusal);
            };
        }
    }

    private Optional<Callback> callback(LoopbackListener listener, Instant deadline, SignInPrompt prompt) {
        int refused = 0;
        try {
            Duration left = Duration.between(clock.instant(), deadline);
            while (left.isPositive()) {
                prompt.waiting(left);
                Optional<Callback> callback = listener.poll(TICK);
                if (callback.isPresent()) {
                    return callback;
                }
                if (listener.refused() > refused) {
                    refused = listener.refused();
                    prompt.refusedCallback(refused);
                }
                left = Duration.between(clock.instant(), deadline);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AccessException.Interrupted("sign-in for " + session.label() + " was interrupted");
        }
    }

    private SsoToken exchange(ClientRegistration registration, URI redirectUri, Secret verifier, Callback.Code callback)
            throws UnknownClientException {
        String why = "";
        boolean granted = false;
        try {
            TokenAnswer answer = oidc.byAuthorizationCode(registration, callback.code(), redirectUri, verifier);
            switch (answer) {
                case TokenAnswer.Granted(SsoToken token) -> {
                    granted = true;
                    return token;
                }
                case TokenAnswer.UnknownClient(String said) -> {
                    why = said;
                    throw new UnknownClientException(said);
                }
                case TokenAnswer.Denied(String said) -> {
                    why = said;
                    throw new AccessException.Denied("sign-in for " + session.label() + " was denied: " + said);
                }
                case TokenAnswer.Worthless(String said) -> {
                    why = said;
                    throw new AccessException.SignInNeeded("sign-in for " + session.label()
                                    + " failed: IAM Identity Center does not take its code back: " + said)
                            .hint(session.loginCommand());
                }
                case TokenAnswer.Pending _, TokenAnswer.SlowDown _ ->
                    throw new AccessException.Failed("IAM Identity Center does not answer a code as it should");
            }
        } finally {
            callback.reply().send(granted ? CallbackPage.signedIn(session) : CallbackPage.notSignedIn(why));
        }
    }

    private AccessException refused(Callback.Refusal refusal) {
        String why = Printable.of(
                refusal.description().isEmpty() ? refusal.error() : refusal.error() + ": " + refusal.description());
        refusal.reply().send(CallbackPage.notSignedIn(why));
        String message = "sign-in for " + session.label() + " was refused: " + why;
        // RFC 6749 §4.1.2.1
        return (refusal.error().equals("access_denied")
                        ? new AccessException.Denied(message)
                        : new AccessException.Failed(message))
                .evidence("error", Printable.of(refusal.error()));
    }

    private AccessException tooLate(int refused) {
        AccessException late = new AccessException.SignInNeeded("sign-in for " + session.label()
                        + " was not completed within " + TIMEOUT.toMinutes() + " minutes")
                .hint(session.loginCommand())
                .hint(session.loginCommand() + " --device-code");
        return refused == 0 ? late : late.evidence("refused callbacks", refused);
    }

    private URI authorize(ClientRegistration registration, URI redirectUri, Secret state, Secret verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", registration.clientId());
        query.put("redirect_uri", redirectUri.toString());
        query.put("state", state.reveal());
        query.put("code_challenge_method", "S256");
        query.put("scopes", String.join(" ", SsoOidc.scopes(session)));
        query.put("code_challenge", Pkce.challenge(verifier.reveal()));
        return URI.create(query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", clients.oidcEndpoint(session.region()) + "/authorize?", "")));
    }

    /** RFC 3986 percent-encoding, which has no plus sign for a blank. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}

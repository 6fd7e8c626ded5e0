package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import io.dbvouch.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of sign-ins that are there. Asks nobody anything.
 *
 * <ol>
 *   <li>A cached token that holds for another 15 minutes, or that cannot be refreshed but holds, is given as it is: no
 *       network, no lock.
 *   <li>One that is about to end is refreshed, unless another process is at it or refreshing fails: then it is given as it is.
 *   <li>One that has ended is refreshed by one process while the others wait for what it gets.
 *   <li>If that is not possible, the person has to sign in.
 * </ol>
 *
 * <p>Source of the 15 minutes and of 2: botocore, {@code tokens.py}, {@code SSOTokenProvider}.
 */
public final class SsoTokens {
    /** Longer than a refresh can take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SsoTokenCache cache;
    private final SsoClients clients;
    private final InstantSource clock;

    public SsoTokens(SsoTokenCache cache, SsoClients clients, InstantSource clock) {
        this.cache = cache;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * The sign-in that holds now.
     *
     * @throws AccessException.SignInNeeded if there is none, or it has ended
     * @throws AccessException.BadConfiguration if others can read the cached token
     * @throws AccessException.Unreachable if it has to be refreshed and the IAM Identity Center cannot be reached
     * @throws AccessException.Interrupted if the thread is interrupted meanwhile
     */
    public SignIn current(SsoSession session) {
        @Nullable SsoToken cached = cache.token(session).orElse(null);
        if (cached == null) {
            throw missing(session);
        }
        return switch (cached.at(clock.instant())) {
            case FRESH -> signIn(session, cached);
            case AGEING -> renewed(session, cached);
            case STALE -> {
                try (ProcessLock _ = cache.lock(session, PATIENCE)) {
                    yield refreshed(session);
                }
            }
            case DEAD -> throw expired(session, cached.expiresAt(), null);
        };
    }

    /** What is cached of a sign-in, whether or not it still holds; asks nobody. */
    public Optional<SignIn> stored(SsoSession session) {
        return cache.token(session).map(token -> signIn(session, token));
    }

    /**
     * What to say when AWS refuses an access token that should still hold: the session was ended there, by the person or an
     * administrator.
     */
    public static AccessException.SignInNeeded ended(SsoSession session, @Nullable Throwable cause) {
        return needed("sign-in for " + session.label() + " was ended at IAM Identity Center", session, cause);
    }

    private SignIn renewed(SsoSession session, SsoToken cached) {
        try {
            Optional<ProcessLock> free = cache.tryLock(session);
            if (free.isEmpty()) {
                return signIn(session, cached);
            }
            try (ProcessLock _ = free.get()) {
                return refreshed(session);
            }
        } catch (AccessException.Interrupted e) {
            throw e;
        } catch (AccessException _) {
            return signIn(session, cached);
        }
    }

    /** Refreshes what is in the cache by now. Under the lock. */
    private SignIn refreshed(SsoSession session) {
        SsoToken cached = cache.token(session).orElseThrow(() -> missing(session));
        Secret refreshToken = cached.refreshToken();
        ClientRegistration registration = cached.registration();
        return switch (cached.at(clock.instant())) {
            case FRESH -> signIn(session, cached);
            case AGEING, STALE -> {
                if (refreshToken == null || registration == null) {
                    throw new IllegalStateException("a token without a refresh token was to be refreshed");
                }
                yield refreshed(session, cached, registration, refreshToken);
            }
            case DEAD -> throw expired(session, cached.expiresAt(), null);
        };
    }

    private SignIn refreshed(
            SsoSession session, SsoToken cached, ClientRegistration registration, Secret refreshToken) {
        TokenAnswer answer;
        try (SsoOidc oidc = new SsoOidc(session, clients, clock)) {
            answer = oidc.byRefreshToken(registration, refreshToken);
        }
        return switch (answer) {
            case TokenAnswer.Granted(SsoToken token) -> {
                cache.save(session, token);
                yield signIn(session, token);
            }
            case TokenAnswer.UnknownClient(String why) -> {
                cache.forget(session, registration);
                throw expired(session, cached.expiresAt(), why);
            }
            case TokenAnswer.Worthless(String why) -> throw expired(session, cached.expiresAt(), why);
            case TokenAnswer.Denied(String why) -> throw expired(session, cached.expiresAt(), why);
            case TokenAnswer.Pending _, TokenAnswer.SlowDown _ ->
                throw new AccessException.Failed("IAM Identity Center does not answer a refresh as it should");
        };
    }

    private AccessException expired(SsoSession session, Instant expiresAt, @Nullable String why) {
        String ago = Ago.of(Duration.between(expiresAt, clock.instant()));
        return needed("sign-in for " + session.label() + " expired " + ago, session, null)
                .evidence("expired", expiresAt)
                .evidence("refresh", why);
    }

    private static AccessException.SignInNeeded missing(SsoSession session) {
        return needed("not signed in to " + session.label(), session, null);
    }

    private static AccessException.SignInNeeded needed(String message, SsoSession session, @Nullable Throwable cause) {
        AccessException.SignInNeeded needed = new AccessException.SignInNeeded(message, cause);
        needed.hint(session.loginCommand());
        return needed;
    }

    private static SignIn signIn(SsoSession session, SsoToken token) {
        return new SignIn(session, token.accessToken(), token.expiresAt());
    }
}

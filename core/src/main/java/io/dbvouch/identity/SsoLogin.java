package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs a person in, and puts the sign-in into the cache.
 *
 * <ol>
 *   <li>One process at a time asks. One that waited for another takes the sign-in that the other got.
 *   <li>This machine's client registration is reused until 15 minutes before it ends. If the IAM Identity Center does not know
 *       it, it is thrown away and made anew, once.
 *   <li>The person signs in by {@link SignInFlow#BROWSER} or {@link SignInFlow#DEVICE_CODE}.
 *   <li>The token goes into the cache, replacing whatever was there.
 * </ol>
 */
public final class SsoLogin {
    /** Longer than a sign-in can take. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Longer than a refresh in another process can take. */
    private static final Duration SAVE_PATIENCE = Duration.ofSeconds(60);

    private final SsoTokenCache cache;
    private final SsoClients clients;
    private final InstantSource clock;
    private final Sleeper sleeper;

    public SsoLogin(SsoTokenCache cache, SsoClients clients, InstantSource clock, Sleeper sleeper) {
        this.cache = cache;
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * A new sign-in, even if there is one already.
     *
     * @throws AccessException.Denied if the person, or the IAM Identity Center, refuses
     * @throws AccessException.SignInNeeded if the person takes too long
     * @throws AccessException.BadConfiguration if the IAM Identity Center does not take the session's values
     * @throws AccessException.Unreachable if it cannot be reached
     * @throws AccessException.Interrupted if the thread is interrupted; no port is left open then
     */
    public SignIn signIn(SsoSession session, SignInFlow flow, SignInPrompt prompt) {
        Optional<SsoToken> before = cachedIfReadable(session);
        try (ProcessLock _ = turn(session, prompt)) {
            Optional<SsoToken> now = cachedIfReadable(session);
            if (now.isPresent() && !now.equals(before) && now.get().at(clock.instant()) == SsoToken.State.FRESH) {
                return signIn(session, now.get());
            }
            SsoToken token = fromPerson(session, flow, prompt);
            try (ProcessLock _ = cache.lock(session, SAVE_PATIENCE)) {
                cache.save(session, token);
            }
            return signIn(session, token);
        }
    }

    private ProcessLock turn(SsoSession session, SignInPrompt prompt) {
        Optional<ProcessLock> free = cache.tryLockSignIn(session);
        if (free.isPresent()) {
            return free.get();
        }
        prompt.waitingForOther();
        return cache.lockSignIn(session, PATIENCE);
    }

    private SsoToken fromPerson(SsoSession session, SignInFlow flow, SignInPrompt prompt) {
        try (SsoOidc oidc = new SsoOidc(session, clients, clock)) {
            Optional<ClientRegistration> known =
                    cache.registration(session).filter(cached -> cached.serves(flow, clock.instant()));
            if (known.isPresent()) {
                try {
                    return fromPerson(session, flow, prompt, oidc, known.get());
                } catch (UnknownClientException e) {
                    cache.forget(session, known.get());
                }
            }
            ClientRegistration made = oidc.register(flow);
            cache.save(session, made);
            try {
                return fromPerson(session, flow, prompt, oidc, made);
            } catch (UnknownClientException e) {
                cache.forget(session, made);
                throw new AccessException.Failed(
                        "IAM Identity Center does not know the client it has just registered: " + e.getMessage(), e);
            }
        }
    }

    private SsoToken fromPerson(
            SsoSession session, SignInFlow flow, SignInPrompt prompt, SsoOidc oidc, ClientRegistration registration)
            throws UnknownClientException {
        return switch (flow) {
            case BROWSER -> new BrowserSignIn(session, oidc, clients, clock).run(registration, prompt, cache);
            case DEVICE_CODE -> new DeviceSignIn(session, oidc, clock, sleeper).run(registration, prompt);
        };
    }

    /** A file that others can read is replaced by this sign-in, which is its remedy. */
    private Optional<SsoToken> cachedIfReadable(SsoSession session) {
        try {
            return cache.token(session);
        } catch (AccessException.BadConfiguration e) {
            return Optional.empty();
        }
    }

    private static SignIn signIn(SsoSession session, SsoToken token) {
        return new SignIn(session, token.accessToken(), token.expiresAt());
    }
}

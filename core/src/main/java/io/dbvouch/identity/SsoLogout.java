package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;

/**
 * Ends a sign-in: tells the IAM Identity Center, then removes the cached token, whether or not it could be told. The client
 * registration stays, as with {@code aws sso logout} (aws-cli v2, {@code awscli/customizations/sso/logout.py}).
 */
public final class SsoLogout {
    /** Longer than a refresh in another process can take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SsoTokenCache cache;
    private final SsoClients clients;

    public SsoLogout(SsoTokenCache cache, SsoClients clients) {
        this.cache = cache;
        this.clients = clients;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** There was no sign-in. */
        record NotSignedIn() implements Outcome {}

        /** It is over, here and there. */
        record SignedOut() implements Outcome {}

        /** It had ended there before; the token is gone here. */
        record AlreadyOver() implements Outcome {}

        /** The token is gone here; there it holds until it expires, because of {@code why}. */
        record HereOnly(AccessException why) implements Outcome {}
    }

    /**
     * Signs out.
     *
     * @throws AccessException.Failed if the cached token cannot be removed
     * @throws AccessException.Interrupted if the thread is interrupted; the cached token is removed even so
     */
    public Outcome signOut(SsoSession session) {
        try (ProcessLock _ = cache.lock(session, PATIENCE)) {
            try {
                return told(session);
            } finally {
                cache.remove(session);
            }
        }
    }

    private Outcome told(SsoSession session) {
        Optional<SsoToken> token;
        try {
            token = cache.token(session);
        } catch (AccessException.BadConfiguration | AccessException.Failed e) {
            return new Outcome.HereOnly(e);
        }
        return token.isEmpty() ? new Outcome.NotSignedIn() : told(session, token.get());
    }

    private Outcome told(SsoSession session, SsoToken token) {
        try (SsoClient sso = clients.sso(session.region())) {
            Interruptibly.call(() -> sso.logout(
                    request -> request.accessToken(token.accessToken().reveal())));
            return new Outcome.SignedOut();
        } catch (UnauthorizedException e) {
            return new Outcome.AlreadyOver();
        } catch (SdkException e) {
            return new Outcome.HereOnly(SsoFailures.explain(e, session, "Logout"));
        }
    }
}

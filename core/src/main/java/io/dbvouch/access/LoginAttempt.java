package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.tls.TlsPolicy;
import io.dbvouch.token.AuthToken;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.plugin.AuthenticationRequestType;

/**
 * One login under way. The driver makes its socket factory and its password plug-in itself, by class name; they find the
 * login that they serve as the scoped value {@link #CURRENT}, on the thread that logs in.
 */
final class LoginAttempt {
    static final ScopedValue<LoginAttempt> CURRENT = ScopedValue.newInstance();

    private final Chain chain;
    private final TlsPolicy tls;
    private final Supplier<AuthToken> issuer;
    private @Nullable AuthToken token;
    private @Nullable AccessException failure;

    /** A login that makes its token by {@code issuer}, once and only if the server has proved itself. */
    LoginAttempt(Chain chain, TlsPolicy tls, Supplier<AuthToken> issuer) {
        this.chain = chain;
        this.tls = tls;
        this.issuer = issuer;
    }

    TlsPolicy tls() {
        return tls;
    }

    /** The token, if it came to that. */
    @Nullable
    AuthToken token() {
        return token;
    }

    /** Why the login was given up from our side, if it was. */
    @Nullable
    AccessException failure() {
        return failure;
    }

    /**
     * The password for what the server asks.
     *
     * @throws AccessException where it is not to have it
     */
    Secret answer(AuthenticationRequestType asked) {
        try {
            Optional<PeerEvidence> proof = tls.evidence();
            if (proof.isEmpty()) {
                throw new AccessException.TlsRefused("the server asks for a password without TLS");
            }
            if (asked != AuthenticationRequestType.CLEARTEXT_PASSWORD) {
                throw notAnIamUser(asked);
            }
            AuthToken issued = issuer.get();
            token = issued;
            return issued.value();
        } catch (AccessException e) {
            failure = e;
            throw e;
        }
    }

    /** RDS asks members of {@code rds_iam} for a clear-text password inside TLS, and nobody else. */
    private AccessException notAnIamUser(AuthenticationRequestType asked) {
        String user = chain.user();
        return new AccessException.Denied("database user \"" + user + "\" at " + chain.endpoint()
                        + " does not exist, or is not a member of rds_iam")
                .evidence("user", user)
                .evidence("server_asked_for", asked)
                .note("the server asks for a stored password; no token was made or sent")
                .note("names match to the letter, upper and lower case included")
                .hint("have the user made: create role \"" + user.replace("\"", "\"\"")
                        + "\" login; grant rds_iam to \"" + user.replace("\"", "\"\"") + "\";");
    }
}

package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.tls.PeerEvidence;
import io.dbvouch.tls.TlsPolicy;
import io.dbvouch.token.AuthToken;
import io.dbvouch.wire.LoginSocket;
import io.dbvouch.wire.WireConnection;
import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.plugin.AuthenticationRequestType;

/**
 * One login under way. The driver makes its socket factory and its password plug-in itself, by class name; they find the
 * login that they serve as the scoped value {@link #CURRENT}, on the thread that logs in.
 */
class LoginAttempt {
    static final ScopedValue<LoginAttempt> CURRENT = ScopedValue.newInstance();

    /** What every statement's text is in, and every value. All else is as the server has it, as with psql. */
    static final Map<String, String> SETTINGS = Map.of("client_encoding", "UTF8");

    private final Chain chain;
    private final TlsPolicy tls;
    private final Supplier<AuthToken> issuer;
    private final Map<String, String> settings;
    private @Nullable LoginSocket socket;
    private @Nullable AuthToken token;
    private @Nullable AccessException failure;

    /** A login that makes its token by {@code issuer}, once and only if the server has proved itself. */
    LoginAttempt(Chain chain, TlsPolicy tls, Supplier<AuthToken> issuer) {
        this(chain, tls, issuer, SETTINGS);
    }

    /** The same with settings that the session is to begin with. */
    LoginAttempt(Chain chain, TlsPolicy tls, Supplier<AuthToken> issuer, Map<String, String> settings) {
        this.chain = chain;
        this.tls = tls;
        this.issuer = issuer;
        this.settings = new HashMap<>(settings);
    }

    /** What the server is to call the session. */
    void name(String application) {
        settings.put("application_name", application);
    }

    /** Puts TLS over the driver's socket. */
    Socket secure(Socket plain, int port) throws IOException {
        LoginSocket over = new LoginSocket(tls.over(plain, port), plain, settings);
        socket = over;
        return over;
    }

    /** The connection that the driver has logged in to. */
    WireConnection takeOver() {
        if (socket == null) {
            throw new IllegalStateException("nothing is logged in");
        }
        return socket.takeOver();
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
    final Secret answer(AuthenticationRequestType asked) {
        try {
            Optional<PeerEvidence> proof = tls.evidence();
            if (proof.isEmpty()) {
                throw new AccessException.TlsRefused("the server asks for a password without TLS");
            }
            return secret(asked);
        } catch (AccessException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * What proves who it is, to a server that has proved itself.
     *
     * @throws AccessException where it is not to be had for what is asked
     */
    Secret secret(AuthenticationRequestType asked) {
        if (asked != AuthenticationRequestType.CLEARTEXT_PASSWORD) {
            throw notAnIamUser(asked);
        }
        AuthToken issued = issuer.get();
        token = issued;
        return issued.value();
    }

    /** Whether the server asked for the proof, and was given it. */
    boolean isProved() {
        return token != null;
    }

    final Chain chain() {
        return chain;
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

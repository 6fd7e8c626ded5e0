package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.tls.TlsPolicy;
import java.util.Map;
import org.postgresql.plugin.AuthenticationRequestType;

/**
 * The login of an administrator who has a password: by SCRAM alone, in which the server never sees it. A server that wants
 * it in clear text takes it for a token, and one that wants an MD5 digest could be anybody who collects them.
 */
final class PasswordAttempt extends LoginAttempt {
    private final Secret password;
    private boolean proved;

    PasswordAttempt(Chain chain, TlsPolicy tls, Secret password, Map<String, String> settings) {
        super(
                chain,
                tls,
                () -> {
                    throw new IllegalStateException("no token is made where there is a password");
                },
                settings);
        this.password = password;
    }

    @Override
    Secret secret(AuthenticationRequestType asked) {
        return switch (asked) {
            case SASL -> {
                proved = true;
                yield password;
            }
            case CLEARTEXT_PASSWORD ->
                throw refused(asked, "the server asks for a token: the user is a member of rds_iam, by whatever way")
                        .hint("log in with your own token: leave --admin-user and --admin-secret out");
            case MD5_PASSWORD, GSS ->
                throw refused(asked, "the server does not ask for the password by SCRAM")
                        .hint("have the password set anew, with password_encryption = scram-sha-256");
        };
    }

    private AccessException refused(AuthenticationRequestType asked, String why) {
        return new AccessException.Denied(
                        "the password of \"" + chain().user() + "\" was not sent to " + chain().endpoint())
                .evidence("user", chain().user())
                .evidence("server_asked_for", asked)
                .note(why);
    }

    @Override
    boolean isProved() {
        return proved;
    }
}

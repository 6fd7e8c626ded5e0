package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the driver's exception means, going by how far the login came. */
final class LoginFailure {
    private LoginFailure() {}

    static AccessException explain(Chain chain, LoginAttempt attempt, SQLException e) {
        if (attempt.failure() != null) {
            return attempt.failure();
        }
        ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (said != null) {
            return refused(chain, said, e);
        }
        if (!attempt.tls().begun()) {
            return notBegun(chain, e);
        }
        if (Causes.find(e, SocketTimeoutException.class).isPresent()) {
            return new AccessException.Unreachable(
                            "the server at " + chain.endpoint() + " fell silent during the login", e)
                    .evidence("endpoint", chain.endpoint())
                    .hint("check the network, and whether something else than PostgreSQL listens there");
        }
        if (attempt.tls().evidence().isEmpty()) {
            return handshake(chain, attempt, e);
        }
        ProtocolException unreadable = Causes.find(e, ProtocolException.class).orElse(null);
        if (unreadable != null) {
            return new AccessException.Failed(
                            "what the server at " + chain.endpoint() + " says cannot be read: "
                                    + unreadable.getMessage(),
                            e)
                    .evidence("endpoint", chain.endpoint());
        }
        if (Causes.find(e, IOException.class).isEmpty()) {
            // The driver's own objection, such as to a way of authentication that it does not know.
            return new AccessException.Failed("the login at " + chain.endpoint() + " failed: " + e.getMessage(), e)
                    .evidence("endpoint", chain.endpoint());
        }
        return new AccessException.Unreachable(
                        "the connection to " + chain.endpoint() + " was lost during the login", e)
                .evidence("endpoint", chain.endpoint())
                .hint("try again; if it stays so, look into the server's log");
    }

    /** The server's own words. SQLSTATE classes by PostgreSQL's appendix A. */
    private static AccessException refused(Chain chain, ServerErrorMessage said, SQLException e) {
        String state = said.getSQLState() == null ? "" : said.getSQLState();
        String message =
                "the database at " + chain.endpoint() + " refused \"" + chain.user() + "\": " + said.getMessage();
        AccessException failure =
                switch (state) {
                    case "28000", "28P01", "42501" -> new AccessException.Denied(message, e);
                    case "3D000" ->
                        new AccessException.BadConfiguration(
                                "there is no database \"" + chain.database() + "\" at " + chain.endpoint(), e);
                    case "53300", "57P03", "57P01", "57P02" -> new AccessException.Unreachable(message, e);
                    default -> new AccessException.Failed(message, e);
                };
        return failure.evidence("sqlstate", state)
                .evidence("user", chain.user())
                .evidence("endpoint", chain.endpoint());
    }

    private static AccessException notBegun(Chain chain, SQLException e) {
        IOException io = Causes.find(e, IOException.class).orElse(null);
        String why =
                switch (io) {
                    case null -> null;
                    case UnknownHostException _ -> "the host is not known";
                    case SocketTimeoutException _ -> "no answer in time";
                    case NoRouteToHostException _ -> "no route to it";
                    case PortUnreachableException _ -> "nothing listens there";
                    case ConnectException c -> words(c);
                    case SocketException _, EOFException _ -> "it hung up";
                    default -> String.valueOf(io.getMessage());
                };
        if (why == null) {
            return new AccessException.TlsRefused("the server at " + where(chain) + " speaks no TLS", e)
                    .evidence("endpoint", chain.endpoint())
                    .note("no token was made or sent")
                    .hint("check host and port: every RDS server speaks TLS");
        }
        return unreachable(chain, why, e);
    }

    private static AccessException unreachable(Chain chain, String why, SQLException e) {
        return new AccessException.Unreachable("cannot reach " + where(chain) + ": " + why, e)
                .evidence("endpoint", chain.endpoint())
                .hint("check the network: VPN, security group, tunnel (--hostaddr)");
    }

    private static String where(Chain chain) {
        String hostaddr = chain.target().hostaddr();
        return chain.endpoint() + (hostaddr == null ? "" : " by way of " + hostaddr);
    }

    private static AccessException handshake(Chain chain, LoginAttempt attempt, SQLException e) {
        String why = certificate(e);
        AccessException failure = new AccessException.TlsRefused(
                        "the server at " + chain.endpoint() + " was refused: " + (why == null ? protocol(e) : why), e)
                .evidence("endpoint", chain.endpoint())
                .evidence("sslmode", attempt.tls().mode())
                .evidence("trusted", attempt.tls().bundle().name())
                .evidence("certificate", attempt.tls().shownCertificate())
                .note("no token was made or sent");
        if (why != null) {
            failure.note(
                    "it was held against the roots in " + attempt.tls().bundle().name());
            failure.hint("if the server is the right one, name its roots: --sslrootcert FILE");
        }
        return failure;
    }

    private static @Nullable String certificate(SQLException e) {
        if (Causes.find(e, CertificateExpiredException.class).isPresent()) {
            return "its certificate has expired";
        }
        if (Causes.find(e, CertificateNotYetValidException.class).isPresent()) {
            return "its certificate is not valid yet";
        }
        CertPathValidatorException path =
                Causes.find(e, CertPathValidatorException.class).orElse(null);
        if (path != null && path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
            return "its certificate is signed with an algorithm, or by a key, that is too weak";
        }
        if (path != null || Causes.find(e, CertPathBuilderException.class).isPresent()) {
            return "its certificate comes from no authority that is trusted";
        }
        return Causes.find(e, CertificateException.class)
                .map(other -> String.valueOf(other.getMessage()))
                .orElse(null);
    }

    private static String protocol(SQLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof EOFException || deepest instanceof SocketException) {
            return "it hung up during the TLS handshake";
        }
        String message = String.valueOf(deepest.getMessage());
        return message.contains("protocol_version") || message.contains("protocol version")
                ? "it does not speak TLS 1.2 or newer"
                : "the TLS handshake failed (" + message + ")";
    }

    private static String words(ConnectException e) {
        String message = e.getMessage();
        if (message == null) {
            return "the connection failed";
        }
        return message.contains("refused")
                ? "the connection was refused"
                : message.contains("timed out") ? "no answer in time" : message;
    }
}

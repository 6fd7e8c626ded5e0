package io.dbvouch.target;

import io.dbvouch.AccessException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target given by address: libpq's connection URI, {@code postgresql://[user@]host[:port][/dbname][?name=value&…]}, of
 * which the parameters {@code sslmode}, {@code sslrootcert} and {@code hostaddr} are understood.
 *
 * @see <a href="https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection URIs</a>
 */
final class TargetAddress {
    private static final Pattern URI = Pattern.compile(
            "postgres(?:ql)?://(?:([^@/?]*)@)?(\\[[^\\]/?]+\\]|[^:/?,]*)(?::(\\d*))?(?:/([^?]*))?(?:\\?(.*))?");

    private TargetAddress() {}

    static boolean looksLikeUri(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("postgresql://") || lower.startsWith("postgres://");
    }

    /** The target that {@code uri} names. */
    static Target parse(String uri) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches() || parts.group(2).isEmpty()) {
            // The text may hold a password, so it is not repeated.
            throw new AccessException.BadConfiguration("that is no connection URI of one host")
                    .hint("postgresql://host:5432/dbname");
        }
        String user = parts.group(1);
        if (user != null && user.indexOf(':') >= 0) {
            throw new AccessException.BadConfiguration("a connection URI with a password in it is refused")
                    .hint("leave the password out: dbvouch makes a token for the person who is signed in");
        }
        String host = parts.group(2).replace("[", "").replace("]", "");
        String port = parts.group(3);
        String dbname = parts.group(4);
        Parameters parameters = Parameters.parse(parts.group(5));
        return of(
                host,
                port == null || port.isEmpty() ? null : Integer.valueOf(port),
                dbname == null || dbname.isEmpty() ? null : decode(dbname),
                user == null || user.isEmpty() ? null : decode(user),
                parameters);
    }

    /** The target at {@code host}, of which nothing else is known. */
    static Target ofHost(String host, @Nullable Integer port) {
        return of(host, port, null, null, new Parameters(null, null, null));
    }

    private static Target of(
            String host,
            @Nullable Integer port,
            @Nullable String dbname,
            @Nullable String user,
            Parameters parameters) {
        Endpoint endpoint = new Endpoint(host, port == null ? Endpoint.DEFAULT_PORT : port);
        return new Target(
                endpoint.toString(),
                new Target.Aws(null, null),
                new Target.Place.Host(endpoint),
                parameters.hostaddr(),
                dbname,
                new Target.Tls(parameters.sslmode(), parameters.sslrootcert()),
                new Target.Rules(user, false, false, Target.RecordStatements.NONE));
    }

    private static String decode(String text) {
        try {
            // URLDecoder reads + as a blank, which a URI's path does not.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AccessException.BadConfiguration(
                    "a % of the connection URI is not followed by two hex digits", e);
        }
    }

    private record Parameters(
            @Nullable String sslmode,
            @Nullable Path sslrootcert,
            @Nullable String hostaddr) {

        static Parameters parse(@Nullable String query) {
            String sslmode = null;
            Path sslrootcert = null;
            String hostaddr = null;
            for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                switch (name) {
                    case "sslmode" -> sslmode = value;
                    case "sslrootcert" -> sslrootcert = Path.of(value);
                    case "hostaddr" -> hostaddr = value;
                    default ->
                        throw new AccessException.BadConfiguration(
                                "the connection URI's parameter \"" + name + "\" is not known");
                }
            }
            return new Parameters(sslmode, sslrootcert, hostaddr);
        }
    }
}

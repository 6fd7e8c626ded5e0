package io.dbvouch.target;

import io.dbvouch.AccessException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
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
        return text.startsWith("postgresql://") || text.startsWith("postgres://");
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
            throw withPassword();
        }
        String host = parts.group(2);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String dbname = parts.group(4);
        Parameters parameters = Parameters.parse(parts.group(5));
        return of(
                decode(bracketed ? host.substring(1, host.length() - 1) : host),
                port(parts.group(3)),
                dbname == null || dbname.isEmpty() ? null : decode(dbname),
                user == null || user.isEmpty() ? null : decode(user),
                parameters);
    }

    private static AccessException withPassword() {
        return new AccessException.BadConfiguration("a connection URI with a password in it is refused")
                .hint("leave the password out: dbvouch makes a token for the person who is signed in");
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

    private static @Nullable Integer port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(digits);
        } catch (NumberFormatException _) {
            throw new AccessException.BadConfiguration("port " + digits + " is not between 1 and 65535");
        }
    }

    /** RFC 3986 §2.1 over UTF-8; as libpq, without {@code %00}. */
    private static String decode(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.put(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
            if (low < 0) {
                throw new AccessException.BadConfiguration(
                        "a % of the connection URI is not followed by two hex digits");
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            String decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            if (decoded.indexOf('\0') >= 0) {
                throw new AccessException.BadConfiguration("the connection URI holds a %00");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw new AccessException.BadConfiguration("the connection URI is not UTF-8", e);
        }
    }

    private record Parameters(
            @Nullable String sslmode,
            @Nullable Path sslrootcert,
            @Nullable String hostaddr) {
        private static final Set<String> KNOWN = Set.of("sslmode", "sslrootcert", "hostaddr");

        static Parameters parse(@Nullable String query) {
            String sslmode = null;
            Path sslrootcert = null;
            String hostaddr = null;
            for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (KNOWN.contains(name) && value.isEmpty()) {
                    throw new AccessException.BadConfiguration(
                            "the connection URI's parameter \"" + name + "\" is empty");
                }
                switch (name) {
                    case "sslmode" -> sslmode = value;
                    case "sslrootcert" -> sslrootcert = Path.of(value);
                    case "hostaddr" -> hostaddr = value;
                    case "password", "passfile" -> throw withPassword();
                    default ->
                        throw new AccessException.BadConfiguration("the connection URI's parameter \"" + name
                                + "\" is not known; known are sslmode," + " sslrootcert and hostaddr");
                }
            }
            return new Parameters(sslmode, sslrootcert, hostaddr);
        }
    }
}

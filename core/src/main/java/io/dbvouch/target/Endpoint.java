package io.dbvouch.target;

import io.dbvouch.AccessException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Where a database is served: the host that tokens are signed for and certificates are checked against.
 *
 * @param host a DNS name or an address, without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    /** PostgreSQL's port, also Aurora's default. */
    public static final int DEFAULT_PORT = 5432;

    /** Labels with dots between, as DNS and hosts files have them: nothing that could end the host in a URL. */
    private static final Pattern NAME = Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?");

    /** A link-local address's zone, RFC 4007 §11. */
    private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._-]+$");

    /**
     * Checks both parts.
     *
     * @throws AccessException.BadConfiguration where one cannot be
     */
    public Endpoint {
        if (!NAME.matcher(host).matches() && !isAddress(host)) {
            throw new AccessException.BadConfiguration("\"" + host + "\" is no host name");
        }
        if (port < 1 || port > 65535) {
            throw new AccessException.BadConfiguration("port " + port + " is not between 1 and 65535");
        }
    }

    /** Whether {@code text} spells an IPv4 or IPv6 address. Nothing is looked up. */
    static boolean isAddress(String text) {
        if (text.startsWith("[")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(ZONE.matcher(text).replaceFirst(""));
            return text.indexOf('%') < 0 || address instanceof Inet6Address;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** {@code host:port}, with brackets round an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

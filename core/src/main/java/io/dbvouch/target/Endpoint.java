package io.dbvouch.target;

import io.dbvouch.AccessException;

/**
 * Where a database is served: the host that tokens are signed for and certificates are checked against.
 *
 * @param host a DNS name or an address, without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    /** PostgreSQL's port, also Aurora's default. */
    public static final int DEFAULT_PORT = 5432;

    /** Of names, and {@code :%} of IPv6 addresses: nothing that could end the host in a URL. */
    private static final String IN_HOST = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:%";

    /**
     * Checks both parts.
     *
     * @throws AccessException.BadConfiguration where one cannot be
     */
    public Endpoint {
        if (host.isEmpty() || host.chars().anyMatch(Endpoint::notInHost)) {
            throw new AccessException.BadConfiguration("\"" + host + "\" is no host name");
        }
        if (port < 1 || port > 65535) {
            throw new AccessException.BadConfiguration("port " + port + " is not between 1 and 65535");
        }
    }

    private static boolean notInHost(int c) {
        return IN_HOST.indexOf(c) < 0;
    }

    /** {@code host:port}, with brackets round an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

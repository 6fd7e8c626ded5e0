package io.dbvouch.sandbox.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of 127.0.0.0/8 that have a part to play; Linux has them all without any setting up. */
final class Loopback {
    /** Where the writer endpoint and PostgreSQL itself listen, and where logins with a password come from. */
    static final InetAddress MAIN = address(1);

    /** Where the reader endpoint listens. */
    static final InetAddress READER = address(2);

    /** Where logins come from whose token was checked. */
    static final InetAddress VOUCHED = address(3);

    /** Where the sandbox's own administration comes from. */
    static final InetAddress ADMINISTRATION = address(4);

    private Loopback() {}

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }
}

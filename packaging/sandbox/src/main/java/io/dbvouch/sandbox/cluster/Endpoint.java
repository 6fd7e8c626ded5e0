package io.dbvouch.sandbox.cluster;

import java.net.InetAddress;
import java.util.List;

/**
 * One of the cluster's two doors.
 *
 * @param name {@code writer} or {@code reader}
 * @param address where it listens
 * @param hosts the host names that a token may be signed for, its own first
 * @param readOnly whether sessions start read only
 */
record Endpoint(String name, InetAddress address, List<String> hosts, boolean readOnly) {
    Endpoint {
        hosts = List.copyOf(hosts);
    }
}

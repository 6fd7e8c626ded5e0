package io.dbvouch.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLParameters;

/**
 * The keys that a greeting in TLS 1.3 holds (RFC 8446 §4.2.8). The JDK offers a share of the first group of the list of each
 * kind: X25519 and, for servers that may not take it, one of the NIST curves. By the JDK's own order that is P-256, for which
 * it makes a table of multiples of a point first, which a JVM that has just started takes 80 ms of processor time for; a key
 * of P-384 takes 45. A server that takes neither asks for another of the list, in one more round trip.
 */
public final class KeyShares {
    private static final String QUICKER = "secp384r1";
    private static final String SLOWER = "secp256r1";

    private KeyShares() {}

    /** Puts the curve that is quicker to begin with first, where both may be used. */
    public static void order(SSLParameters parameters) {
        String[] groups = parameters.getNamedGroups();
        if (groups == null) {
            return;
        }
        List<String> ordered = new ArrayList<>(Arrays.asList(groups));
        int slower = ordered.indexOf(SLOWER);
        int quicker = ordered.indexOf(QUICKER);
        if (slower >= 0 && quicker > slower) {
            Collections.rotate(ordered.subList(slower, quicker + 1), 1);
        }
        parameters.setNamedGroups(ordered.toArray(String[]::new));
    }
}

package io.dbvouch.sandbox.cluster;

import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * TLS 1.1, which JDKs have switched off since 2021
 * (<a href="https://www.java.com/en/jre-jdk-cryptoroadmap.html">JRE and JDK Cryptographic Roadmap</a>) and which the
 * sandbox needs to play a server that has nothing better.
 */
public final class LegacyTls {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final String TLS_1_1 = "TLSv1.1";

    private LegacyTls() {}

    /**
     * Switches TLS 1.1 on for the whole JVM. It is for the sandbox's process and for tests: a client in the same JVM has
     * to refuse TLS 1.1 by itself afterwards. It must come before anything in the JVM uses TLS, and has no effect later.
     */
    public static void permit() {
        String disabled = Security.getProperty(DISABLED);
        if (disabled != null) {
            Security.setProperty(
                    DISABLED,
                    Arrays.stream(disabled.split(",", -1))
                            .map(String::strip)
                            .filter(algorithm -> !algorithm.equals(TLS_1_1))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Whether TLS 1.1 can be had in this JVM. */
    static boolean available() {
        try {
            return Arrays.asList(
                            SSLContext.getDefault().getDefaultSSLParameters().getProtocols())
                    .contains(TLS_1_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}

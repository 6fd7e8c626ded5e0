package io.dbvouch.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a certificate is for, by RFC 9525: its subject alternative names only, never the subject's common name; {@code *}
 * stands for one whole left-most label.
 */
final class HostNames {
    /** RFC 5280 §4.2.1.6 {@code GeneralName}, as {@link X509Certificate#getSubjectAlternativeNames()} numbers it. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private HostNames() {}

    static boolean match(X509Certificate certificate, String host) {
        InetAddress address = address(host);
        String wanted = trimDot(host.toLowerCase(Locale.ROOT));
        for (List<?> name : names(certificate)) {
            if (address != null) {
                if (name.get(0).equals(IP_ADDRESS) && address.equals(address((String) name.get(1)))) {
                    return true;
                }
            } else if (name.get(0).equals(DNS_NAME)
                    && matches(trimDot(((String) name.get(1)).toLowerCase(Locale.ROOT)), wanted)) {
                return true;
            }
        }
        return false;
    }

    static String describe(X509Certificate certificate) {
        List<String> all = new ArrayList<>();
        for (List<?> name : names(certificate)) {
            if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
                all.add((String) name.get(1));
            }
        }
        return all.isEmpty() ? "no host" : String.join(", ", all);
    }

    private static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        // A wildcard right above a top-level domain would be for everyone.
        return dot > 0 && pattern.indexOf('.', 2) > 0 && host.substring(dot).equals(pattern.substring(1));
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    /** The address that the text spells; null for a name. Nothing is looked up. */
    private static @Nullable InetAddress address(String text) {
        boolean v4 = text.chars().allMatch(c -> "0123456789.".indexOf(c) >= 0);
        if (!v4 && text.indexOf(':') < 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String trimDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}

package io.dbvouch.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Addresses in numbers, as {@code getnameinfo(3)} writes them. */
final class NumericAddress {
    /** The longest run of zeros, for which two colons stand (RFC 5952, section 4.2). */
    private static final Pattern ZEROS = Pattern.compile("((?:(?:^|:)0+\\b){2,}):?(?!\\S*\\b\\1:0+\\b)(\\S*)");

    private NumericAddress() {}

    static String of(InetAddress address) {
        String whole = address.getHostAddress();
        return address instanceof Inet6Address ? ZEROS.matcher(whole).replaceFirst("::$2") : whole;
    }
}

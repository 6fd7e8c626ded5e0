package io.dbvouch.sandbox.http;

import java.util.regex.Pattern;

/** Which names mean this machine itself: 127.0.0.0/8, {@code ::1} and {@code localhost} (RFC 6761, section 6.3). */
public final class Loopback {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether {@code host} or {@code host:port} names loopback. */
    public static boolean isAuthority(String authority) {
        return AUTHORITY.matcher(authority).matches();
    }
}

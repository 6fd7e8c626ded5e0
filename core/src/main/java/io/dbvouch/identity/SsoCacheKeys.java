package io.dbvouch.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the AWS CLI names its cache files: SHA-1 in hexadecimal, here a name and no protection.
 *
 * <p>Source: aws-cli v2, {@code awscli/botocore/utils.py}, {@code BaseSSOTokenFetcher._token_cache_key} and {@code
 * _registration_cache_key}.
 */
final class SsoCacheKeys {
    private SsoCacheKeys() {}

    /** SHA-1 of the session's name, or of a legacy profile's start URL. */
    static String token(SsoSession session) {
        return sha1(session.name() != null ? session.name() : session.startUrl());
    }

    /** SHA-1 of {@link #registrationArguments}: the same for both flows, which therefore displace each other. */
    static String registration(SsoSession session) {
        return sha1(registrationArguments(session));
    }

    /** What Python's {@code json.dumps(arguments, sort_keys=True)} makes of the registration's arguments. */
    static String registrationArguments(SsoSession session) {
        List<String> scopes = session.scopes();
        String list = scopes == null
                ? "null"
                : scopes.stream().map(SsoCacheKeys::pythonJson).collect(Collectors.joining(", ", "[", "]"));
        return "{\"region\": " + pythonJson(session.region())
                + ", \"scopes\": " + list
                + ", \"session_name\": " + pythonJson(session.name())
                + ", \"startUrl\": " + pythonJson(session.startUrl())
                + ", \"tool\": \"botocore\"}";
    }

    /** As Python's {@code json.dumps} with {@code ensure_ascii}: all but printable ASCII escaped, by UTF-16 code unit. */
    private static String pythonJson(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        json.append(c);
                    } else {
                        json.append("\\u").append(HexFormat.of().toHexDigits(c));
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

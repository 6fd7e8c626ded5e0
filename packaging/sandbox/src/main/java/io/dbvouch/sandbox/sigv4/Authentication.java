package io.dbvouch.sandbox.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its own signature, in the {@code Authorization} header or in the query of a presigned URL.
 *
 * @param time when it says it was signed, to the second
 * @param signedHeaders lower-case names, sorted; {@code host} is always among them
 * @param sessionToken null when the credentials are no temporary ones
 * @param expires how long a presigned URL is good for; null in a request signed in its headers
 */
public record Authentication(
        String accessKeyId,
        CredentialScope scope,
        Instant time,
        List<String> signedHeaders,
        String signature,
        @Nullable String sessionToken,
        @Nullable Duration expires) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    /**
     * Reads the {@code Authorization} header.
     *
     * @param amzDate the value of {@code X-Amz-Date}
     */
    public static Authentication ofHeader(String authorization, String amzDate, @Nullable String sessionToken)
            throws IncompleteSignatureException {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw new IncompleteSignatureException("the algorithm is not " + ALGORITHM);
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IncompleteSignatureException("a part of the Authorization header has no equals sign");
            }
            putOnce(
                    parts,
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return of(
                need(parts, "Credential"),
                amzDate,
                need(parts, "SignedHeaders"),
                need(parts, "Signature"),
                sessionToken,
                null);
    }

    /** Reads the query of a presigned URL. */
    public static Authentication ofQuery(List<QueryParameter> query) throws IncompleteSignatureException {
        Map<String, String> parts = new HashMap<>();
        for (QueryParameter parameter : query) {
            if (parameter.name().startsWith("X-Amz-")) {
                putOnce(parts, parameter.name(), parameter.value());
            }
        }
        if (!need(parts, "X-Amz-Algorithm").equals(ALGORITHM)) {
            throw new IncompleteSignatureException("the algorithm is not " + ALGORITHM);
        }
        String expires = need(parts, "X-Amz-Expires");
        // The longest that AWS takes anywhere is seven days, 604800 s.
        if (!expires.matches("\\d{1,6}")) {
            throw new IncompleteSignatureException("X-Amz-Expires is not a number of seconds");
        }
        return of(
                need(parts, "X-Amz-Credential"),
                need(parts, "X-Amz-Date"),
                need(parts, "X-Amz-SignedHeaders"),
                need(parts, "X-Amz-Signature"),
                parts.get("X-Amz-Security-Token"),
                Duration.ofSeconds(Integer.parseInt(expires)));
    }

    private static Authentication of(
            String credential,
            String amzDate,
            String signedHeaders,
            String signature,
            @Nullable String sessionToken,
            @Nullable Duration expires)
            throws IncompleteSignatureException {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5 || !parts[4].equals("aws4_request")) {
            throw new IncompleteSignatureException("the credential is not KEY/DATE/REGION/SERVICE/aws4_request");
        }
        List<String> names = Arrays.asList(signedHeaders.split(";", -1));
        if (!names.contains("host") || !names.stream().sorted().toList().equals(names)) {
            throw new IncompleteSignatureException("the signed headers are not sorted, or host is not among them");
        }
        Instant time;
        try {
            time = LocalDateTime.parse(amzDate, AMZ_DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IncompleteSignatureException("X-Amz-Date is not in the form 20150830T123600Z");
        }
        if (!amzDate.startsWith(parts[1] + "T")) {
            throw new IncompleteSignatureException("the day of the credential is not the day of X-Amz-Date");
        }
        return new Authentication(
                parts[0],
                new CredentialScope(parts[1], parts[2], parts[3]),
                time,
                List.copyOf(names),
                signature,
                sessionToken,
                expires);
    }

    private static void putOnce(Map<String, String> parts, String name, String value)
            throws IncompleteSignatureException {
        if (parts.putIfAbsent(name, value) != null) {
            throw new IncompleteSignatureException(name + " is there twice");
        }
    }

    private static String need(Map<String, String> parts, String name) throws IncompleteSignatureException {
        String value = parts.get(name);
        if (value == null) {
            throw new IncompleteSignatureException(name + " is missing");
        }
        return value;
    }

    /** The time in AWS's basic form, {@code 20150830T123600Z}. */
    public static String amzDate(Instant time) {
        return AMZ_DATE.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Whether the signature is the one that this secret access key makes over the request; in constant time. */
    public boolean isOf(String secretAccessKey, SignedRequest request) {
        String stringToSign = String.join(
                "\n",
                ALGORITHM,
                amzDate(time),
                scope.text(),
                Digests.sha256Hex(request.canonical(signedHeaders).getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(scope.date(), scope.region(), scope.service(), "aws4_request")) {
            key = Digests.hmacSha256(key, part);
        }
        String expected = HexFormat.of().formatHex(Digests.hmacSha256(key, stringToSign));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** Who, for what and when; never the signature or the session token. */
    @Override
    public String toString() {
        return accessKeyId + "/" + scope.text() + " at " + amzDate(time);
    }
}

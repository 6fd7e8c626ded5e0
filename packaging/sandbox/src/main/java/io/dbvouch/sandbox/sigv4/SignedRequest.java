package io.dbvouch.sandbox.sigv4;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parts of a request that a signature covers.
 *
 * @param path the path as it was sent. Every service but S3 signs it encoded once more; dot segments are not resolved,
 *     because no service here has a path with any
 * @param query decoded, without {@code X-Amz-Signature}
 * @param headers values by lower-case name
 * @param payloadHash SHA-256 of the body in lower-case hex, or {@code UNSIGNED-PAYLOAD}
 */
public record SignedRequest(
        String method, String path, List<QueryParameter> query, Map<String, List<String>> headers, String payloadHash) {
    /** The payload hash of a request without a body. */
    public static final String NO_PAYLOAD = Digests.sha256Hex(new byte[0]);

    /** The payload hash of a body. */
    public static String payloadHash(byte[] body) {
        return Digests.sha256Hex(body);
    }

    /** The canonical request over these signed headers. */
    String canonical(List<String> signedHeaders) {
        String canonicalQuery = query.stream()
                .sorted(Comparator.comparing(QueryParameter::encodedName).thenComparing(QueryParameter::encodedValue))
                .map(parameter -> parameter.encodedName() + "=" + parameter.encodedValue())
                .collect(Collectors.joining("&"));
        String canonicalHeaders = signedHeaders.stream()
                .map(name -> name + ":" + canonicalValue(headers.getOrDefault(name, List.of())) + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                method,
                PercentEncoding.encodePath(path),
                canonicalQuery,
                canonicalHeaders,
                String.join(";", signedHeaders),
                payloadHash);
    }

    private static String canonicalValue(List<String> values) {
        return values.stream().map(value -> value.strip().replaceAll(" +", " ")).collect(Collectors.joining(","));
    }

    /** Method and path: the rest may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

package io.dbvouch.sandbox.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vectors that AWS has published: its Signature Version 4 test suite (as in aws-c-auth, {@code
 * tests/aws-signing-test-suite/v4}) and the examples of the S3 API reference.
 */
class PublishedVectorsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String S3_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String DATE = "20150830T123600Z";
    private static final String SCOPE = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
    private static final String TOKEN = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
    private static final String FORM_HASH = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";
    private static final String ALL = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static Stream<Arguments> headerVectors() {
        Map<String, List<String>> plain = Map.of("host", List.of("example.amazonaws.com"), "x-amz-date", List.of(DATE));
        return Stream.of(
                Arguments.of(
                        "get-vanilla",
                        "GET",
                        "",
                        plain,
                        "",
                        "host;x-amz-date",
                        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
                Arguments.of(
                        "post-vanilla",
                        "POST",
                        "",
                        plain,
                        "",
                        "host;x-amz-date",
                        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
                Arguments.of(
                        "get-vanilla-query-order-key-case",
                        "GET",
                        "Param2=value2&Param1=value1",
                        plain,
                        "",
                        "host;x-amz-date",
                        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
                Arguments.of(
                        "get-vanilla-query-unreserved",
                        "GET",
                        ALL + "=" + ALL,
                        plain,
                        "",
                        "host;x-amz-date",
                        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
                Arguments.of(
                        "get-header-value-trim",
                        "GET",
                        "",
                        Map.of(
                                "host",
                                List.of("example.amazonaws.com"),
                                "x-amz-date",
                                List.of(DATE),
                                "my-header1",
                                List.of(" value1"),
                                "my-header2",
                                List.of(" \"a   b   c\"")),
                        "",
                        "host;my-header1;my-header2;x-amz-date",
                        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
                Arguments.of(
                        "get-header-key-duplicate",
                        "GET",
                        "",
                        Map.of(
                                "host",
                                List.of("example.amazonaws.com"),
                                "x-amz-date",
                                List.of(DATE),
                                "my-header1",
                                List.of("value2", "value2", "value1")),
                        "",
                        "host;my-header1;x-amz-date",
                        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"),
                Arguments.of(
                        "get-vanilla-with-session-token",
                        "GET",
                        "",
                        Map.of(
                                "host",
                                List.of("example.amazonaws.com"),
                                "x-amz-date",
                                List.of(DATE),
                                "x-amz-security-token",
                                List.of(TOKEN)),
                        "",
                        "host;x-amz-date;x-amz-security-token",
                        "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"),
                Arguments.of(
                        "post-x-www-form-urlencoded",
                        "POST",
                        "",
                        Map.of(
                                "host",
                                List.of("example.amazonaws.com"),
                                "x-amz-date",
                                List.of(DATE),
                                "content-type",
                                List.of("application/x-www-form-urlencoded"),
                                "content-length",
                                List.of("13"),
                                "x-amz-content-sha256",
                                List.of(FORM_HASH)),
                        "Param1=value1",
                        "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
                        "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headerVectors")
    void header_signatureOfTheSuite_matches_andNoOther(
            String name,
            String method,
            String query,
            Map<String, List<String>> headers,
            String body,
            String signedHeaders,
            String signature)
            throws IncompleteSignatureException {
        SignedRequest request = new SignedRequest(
                method,
                "/",
                QueryParameter.parse(query),
                headers,
                SignedRequest.payloadHash(body.getBytes(StandardCharsets.UTF_8)));
        String prefix = "AWS4-HMAC-SHA256 Credential=" + SCOPE + ", SignedHeaders=" + signedHeaders + ", Signature=";

        assertThat(Authentication.ofHeader(prefix + signature, DATE, null).isOf(SECRET, request))
                .isTrue();
        for (int i = 0; i < signature.length(); i++) {
            String flipped =
                    signature.substring(0, i) + (signature.charAt(i) == '0' ? '1' : '0') + signature.substring(i + 1);
            assertThat(Authentication.ofHeader(prefix + flipped, DATE, null).isOf(SECRET, request))
                    .isFalse();
        }
        assertThat(Authentication.ofHeader(prefix + signature, DATE, null).isOf(SECRET + "x", request))
                .isFalse();
    }

    static Stream<Arguments> presignedVectors() {
        String common = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + PercentEncoding.encode(SCOPE)
                + "&X-Amz-Date=" + DATE + "&X-Amz-SignedHeaders=host&X-Amz-Expires=3600";
        return Stream.of(
                Arguments.of(
                        "get-vanilla-empty-query-key",
                        "Param1=value1&" + common,
                        "49096700cbbaa5753443850f40df10f904fc2fdb544dc9512203cc77c471a9de"),
                Arguments.of(
                        "get-vanilla-utf8-query",
                        "ሴ=bar&" + common,
                        "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600"),
                Arguments.of(
                        "get-vanilla-with-session-token",
                        common + "&X-Amz-Security-Token=" + TOKEN,
                        "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presignedVectors")
    void presigned_signatureOfTheSuite_matches(String name, String query, String signature)
            throws IncompleteSignatureException {
        SignedRequest request = new SignedRequest(
                "GET",
                "/",
                QueryParameter.parse(query),
                Map.of("host", List.of("example.amazonaws.com")),
                SignedRequest.NO_PAYLOAD);
        Authentication authentication =
                Authentication.ofQuery(QueryParameter.parse(query + "&X-Amz-Signature=" + signature));

        assertThat(authentication.isOf(SECRET, request)).isTrue();
        assertThat(authentication.isOf(S3_SECRET, request)).isFalse();
        assertThat(authentication.expires()).hasHours(1);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
    @Test
    void presigned_exampleOfS3_matches() throws IncompleteSignatureException {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host";
        SignedRequest request = new SignedRequest(
                "GET",
                "/test.txt",
                QueryParameter.parse(query),
                Map.of("host", List.of("examplebucket.s3.amazonaws.com")),
                "UNSIGNED-PAYLOAD");

        assertThat(Authentication.ofQuery(QueryParameter.parse(query + "&X-Amz-Signature="
                                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
                        .isOf(S3_SECRET, request))
                .isTrue();
    }
}

package io.dbvouch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

class AwsFailuresTest {
    @AfterEach
    void clearStatus() {
        assertThat(Thread.interrupted()).as("left over").isFalse();
    }

    private static AwsServiceException answer(
            int status, @Nullable String code, @Nullable String message, @Nullable Instant date) {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(status);
        if (date != null) {
            response.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));
        }
        return AwsServiceException.builder()
                .statusCode(status)
                .requestId("req-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(response.build())
                        .build())
                .build();
    }

    private static SdkClientException client(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, unreachable, AWS did not answer",
        "429, TooManyRequestsException, unreachable, AWS did not answer",
        "500, InternalFailure, unreachable, AWS did not answer",
        "503, ServiceUnavailable, unreachable, AWS did not answer",
        "400, ExpiredToken, denied, AWS refused",
        "401, UnauthorizedException, denied, AWS refused",
        "403, AccessDenied, denied, AWS refused",
        "403, InvalidClientTokenId, denied, AWS refused",
        "404, NoSuchThing, failed, AWS refused",
        "302, Moved, failed, AWS refused",
    })
    void translate_answer_isItsKind(int status, String code, String kind, String words) {
        AccessException failure =
                AwsFailures.translate(answer(status, code, "why\nmore", null), "sts:GetCallerIdentity");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage(words + " sts:GetCallerIdentity: " + code + ": why");
        assertThat(failure.evidence())
                .containsEntry("operation", "sts:GetCallerIdentity")
                .containsEntry("code", code)
                .containsEntry("request_id", "req-1");
    }

    @Test
    void translate_answerWithoutDetails_isToldByItsStatus() {
        assertThat(AwsFailures.translate(answer(403, null, null, null), "x:Y")).hasMessage("AWS refused x:Y: HTTP 403");
        assertThat(AwsFailures.translate(answer(403, "", "", null), "x:Y")).hasMessage("AWS refused x:Y: HTTP 403");
        AwsServiceException bare = AwsServiceException.builder()
                .statusCode(502)
                .message("bad gateway")
                .build();
        assertThat(AwsFailures.translate(bare, "x:Y"))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessageStartingWith("AWS did not answer x:Y: HTTP 502: bad gateway");
    }

    @ParameterizedTest
    @CsvSource({"-400, behind", "400, ahead of"})
    void translate_clockThatIsOff_isToldWithTheDifference(int seconds, String words) {
        Instant aws = Instant.now().minusSeconds(seconds);

        AccessException failure =
                AwsFailures.translate(answer(403, "RequestTimeTooSkewed", "skewed", aws), "sts:GetCallerIdentity");

        int told = Integer.parseInt(failure.evidence().get("clock_difference_seconds"));
        assertThat(told).isBetween(seconds - 2, seconds + 30);
        assertThat(failure.hints())
                .contains("this machine's clock is " + Math.abs(told) + " s " + words + " AWS's: set it right");
    }

    @Test
    void translate_otherRefusal_saysNothingOfTheClock() {
        AccessException failure =
                AwsFailures.translate(answer(403, "AccessDenied", "no", Instant.EPOCH), "sts:GetCallerIdentity");

        assertThat(failure.evidence()).doesNotContainKey("clock_difference_seconds");
        assertThat(failure.hints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-22T12:00:00Z"})
    void clockDifference_noProperDate_isUnknown(String date) {
        assertThat(AwsFailures.clockDifference(
                        SdkHttpResponse.builder().putHeader("Date", date).build()))
                .isEmpty();
        assertThat(AwsFailures.clockDifference(null)).isEmpty();
    }

    @Test
    void clockDifference_date_isOurClockMinusAwss() {
        Instant aws = Instant.now().plus(Duration.ofHours(1));
        SdkHttpResponse response = SdkHttpResponse.builder()
                .putHeader("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(aws.atOffset(ZoneOffset.UTC)))
                .build();

        assertThat(AwsFailures.clockDifference(response).orElseThrow())
                .isBetween(Duration.ofMinutes(-61), Duration.ofMinutes(-59));
    }

    @Test
    void translate_noAnswer_isUnreachableInWords() {
        assertThat(AwsFailures.translate(client(new UnknownHostException("sts.nowhere")), "x:Y"))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessage("cannot reach AWS for x:Y: the host sts.nowhere is not known");
        assertThat(AwsFailures.translate(client(new SocketTimeoutException("Read timed out")), "x:Y"))
                .hasMessage("cannot reach AWS for x:Y: no answer in time");
        assertThat(AwsFailures.translate(client(new ConnectException("Connection refused")), "x:Y"))
                .hasMessage("cannot reach AWS for x:Y: Connection refused");
        assertThat(AwsFailures.translate(client(new IOException()), "x:Y"))
                .hasMessage("cannot reach AWS for x:Y: IOException");
        assertThat(AwsFailures.translate(ApiCallTimeoutException.create(60_000), "x:Y"))
                .isInstanceOf(AccessException.Unreachable.class)
                .hasMessage("cannot reach AWS for x:Y: no answer in time");
    }

    @Test
    void translate_tlsThatFails_isTlsRefused() {
        assertThat(AwsFailures.translate(client(new SSLHandshakeException("certificate unknown")), "x:Y"))
                .isInstanceOf(AccessException.TlsRefused.class)
                .hasMessage("no secure connection to AWS for x:Y: certificate unknown");
    }

    @Test
    void translate_interrupted_isInterruptedAndClearsTheStatus() {
        Thread.currentThread().interrupt();

        assertThat(AwsFailures.translate(AbortedException.create("Thread was interrupted"), "x:Y"))
                .isInstanceOf(AccessException.Interrupted.class)
                .hasMessage("interrupted while asking AWS for x:Y");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(AwsFailures.translate(client(new InterruptedException()), "x:Y"))
                .isInstanceOf(AccessException.Interrupted.class);
    }

    @Test
    void translate_anythingElse_isFailed() {
        assertThat(AwsFailures.translate(SdkClientException.create("odd\nmore"), "x:Y"))
                .isInstanceOf(AccessException.Failed.class)
                .hasMessage("x:Y failed: odd");
        assertThat(AwsFailures.translate(client(new NotTheNetwork()), "x:Y"))
                .isInstanceOf(AccessException.Failed.class);
    }

    /** As the parsers that the SDK brings with it have. */
    @SuppressWarnings("serial") // never written
    private static final class NotTheNetwork extends IOException {}

    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, true",
        "ExpiredTokenException, true",
        "InvalidClientTokenId, true",
        "UnrecognizedClientException, true",
        "AccessDenied, false",
        "RequestExpired, false",
        "SignatureDoesNotMatch, false"
    })
    void areCredentialsRefused_goesByTheCode(String code, boolean refused) {
        AccessException failure = AwsFailures.translate(answer(403, code, "why", null), "x:Y");

        assertThat(AwsFailures.areCredentialsRefused(failure)).isEqualTo(refused);
    }

    @Test
    void areCredentialsRefused_whatIsNotAwss_isNot() {
        assertThat(AwsFailures.areCredentialsRefused(new AccessException.Denied("no")))
                .isFalse();
    }
}

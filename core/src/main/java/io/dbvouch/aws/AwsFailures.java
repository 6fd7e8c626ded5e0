package io.dbvouch.aws;

import io.dbvouch.AccessException;
import io.dbvouch.Causes;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a failed call to AWS means to a person. */
public final class AwsFailures {
    /** Error codes by which AWS says that the caller's clock is off. */
    private static final Set<String> CLOCK_SKEW =
            Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "SignatureDoesNotMatch");

    /**
     * Error codes by which AWS says that it does not know, or no longer takes, the caller's credentials.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">errors that all services have in
     *     common</a>, and the names that services of JSON protocols give them
     */
    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "InvalidToken",
            "UnrecognizedClientException");

    /** A signature is refused for the time when that is 5 minutes off or more; less, and it is for something else. */
    private static final Duration NOTICEABLE = Duration.ofMinutes(4);

    private AwsFailures() {}

    /**
     * The failure to throw.
     *
     * @param doing what was called, to read after "AWS": {@code "sts:GetCallerIdentity"}
     */
    public static AccessException translate(SdkException e, String doing) {
        return switch (e) {
            case AwsServiceException service -> answered(service, doing);
            case AbortedException _ -> interrupted(doing);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                unreachable(doing, "no answer in time", e);
            default -> unanswered(e, doing);
        };
    }

    /** Whether a failure says that AWS does not take the caller's credentials, whatever they are to do. */
    public static boolean areCredentialsRefused(AccessException failure) {
        return CREDENTIALS.contains(failure.evidence().getOrDefault("code", ""));
    }

    private static AccessException unanswered(SdkException e, String doing) {
        if (Causes.find(e, InterruptedException.class).isPresent()) {
            return interrupted(doing);
        }
        return switch (networkFailure(e).orElse(null)) {
            case null -> new AccessException.Failed(doing + " failed: " + firstLine(e.getMessage()), e);
            case SSLException tls ->
                new AccessException.TlsRefused("no secure connection to AWS for " + doing + ": " + words(tls), e);
            case IOException io -> unreachable(doing, words(io), e);
        };
    }

    /** The one who asked gets to know by the exception, not by the thread's status. */
    private static AccessException interrupted(String doing) {
        Thread.interrupted();
        return new AccessException.Interrupted("interrupted while asking AWS for " + doing);
    }

    private static AccessException unreachable(String doing, String why, SdkException e) {
        return new AccessException.Unreachable("cannot reach AWS for " + doing + ": " + why, e)
                .hint("check the network, and a proxy if there is one");
    }

    private static AccessException answered(AwsServiceException e, String doing) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        String message = e.awsErrorDetails() == null
                ? firstLine(e.getMessage())
                : firstLine(e.awsErrorDetails().errorMessage());
        String said = doing + ": " + (code == null || code.isEmpty() ? "HTTP " + e.statusCode() : code)
                + (message.isEmpty() ? "" : ": " + message);
        AccessException failure;
        if (e.isThrottlingException() || e.statusCode() == 429 || e.statusCode() >= 500) {
            failure = new AccessException.Unreachable("AWS did not answer " + said, e).hint("try again in a minute");
        } else if (e.statusCode() == 401 || e.statusCode() == 403 || e.statusCode() == 400) {
            failure = new AccessException.Denied("AWS refused " + said, e);
        } else {
            failure = new AccessException.Failed("AWS refused " + said, e);
        }
        failure.evidence("operation", doing).evidence("code", code).evidence("request_id", e.requestId());
        clockDifference(e.awsErrorDetails() == null ? null : e.awsErrorDetails().sdkHttpResponse())
                .filter(_ -> CLOCK_SKEW.contains(code == null ? "" : code))
                .filter(difference -> difference.abs().compareTo(NOTICEABLE) > 0)
                .ifPresent(difference -> failure.evidence("clock_difference_seconds", difference.toSeconds())
                        .hint("this machine's clock is " + difference.abs().toSeconds() + " s "
                                + (difference.isNegative() ? "behind" : "ahead of") + " AWS's: set it right"));
        return failure;
    }

    /** This machine's clock minus AWS's, as an answer's {@code Date} header tells it, to the second. */
    public static Optional<Duration> clockDifference(@Nullable SdkHttpResponse response) {
        if (response == null) {
            return Optional.empty();
        }
        return response.firstMatchingHeader("Date").flatMap(date -> {
            try {
                Instant aws = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(
                        Duration.ofSeconds(Duration.between(aws, Instant.now()).toMillis() / 1000));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        });
    }

    /** The network's failure behind a failed call: the JDK's own, for the SDK's parsers have IOExceptions too. */
    public static Optional<IOException> networkFailure(SdkException e) {
        return Causes.find(e, IOException.class)
                .filter(io -> io.getClass().getPackageName().startsWith("java"));
    }

    private static String words(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> "the host " + firstLine(e.getMessage()) + " is not known";
            case SocketTimeoutException _ -> "no answer in time";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage());
        };
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}

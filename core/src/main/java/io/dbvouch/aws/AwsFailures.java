package io.dbvouch.aws;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a failed call to AWS means to a person. */
public final class AwsFailures {
    /** Error codes by which AWS says that the caller's clock is off. */
    private static final Set<String> CLOCK_SKEW =
            Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "SignatureDoesNotMatch");

    private AwsFailures() {}

    /**
     * The failure to throw.
     *
     * @param doing what was called, to read after "AWS": {@code "sts:GetCallerIdentity"}
     */
    public static AccessException translate(SdkException e, String doing) {
        if (e instanceof AwsServiceException service) {
            return answered(service, doing);
        }
        IOException io = cause(e, IOException.class);
        if (io != null || cause(e, InterruptedException.class) != null) {
            return new AccessException.Unreachable(
                            "cannot reach AWS for " + doing + ": " + words(io == null ? e : io), e)
                    .hint("check the network, and a proxy if there is one");
        }
        return new AccessException.Failed(doing + " failed: " + firstLine(e.getMessage()), e);
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
                return Optional.of(Duration.between(aws, Instant.now()));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        });
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private static String words(Throwable e) {
        return switch (e) {
            case java.net.UnknownHostException u -> "the host " + u.getMessage() + " is not known";
            case java.net.SocketTimeoutException _ -> "no answer in time";
            default -> firstLine(e.getMessage());
        };
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}

package io.dbvouch.identity;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsFailures;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Says what a failure of an IAM Identity Center call is, and in which words: of the OIDC service or the portal. */
public final class SsoFailures {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private SsoFailures() {}

    /**
     * The failure as one of ours.
     *
     * @param action what was asked for, such as {@code CreateToken}
     */
    public static AccessException explain(SdkException failure, SsoSession session, String action) {
        AccessException explained = failure instanceof SdkServiceException answer
                ? answered(answer, session, action)
                : unanswered(failure, session);
        return explained.evidence("action", action).evidence("region", session.region());
    }

    /** What the answer says about itself: {@code error_description} (RFC 6749 §5.2) or {@code message}. */
    static String description(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String said = details == null ? null : said(details);
        return said == null ? "HTTP " + answer.statusCode() : Printable.of(said);
    }

    private static AccessException answered(SdkServiceException answer, SsoSession session, String action) {
        String code = answer instanceof AwsServiceException e && e.awsErrorDetails() != null
                ? e.awsErrorDetails().errorCode()
                : null;
        String who = "IAM Identity Center";
        AccessException explained;
        if (answer.statusCode() == TOO_MANY_REQUESTS || answer.statusCode() >= SERVER_ERROR) {
            explained = new AccessException.Unreachable(
                            who + " is not able to answer " + action + ": HTTP " + answer.statusCode(), answer)
                    .hint("try again in a minute");
        } else {
            String why = answer instanceof AwsServiceException e ? description(e) : "HTTP " + answer.statusCode();
            explained = switch (code) {
                case "UnauthorizedException" -> SsoTokens.ended(session, answer);
                case "AccessDeniedException", "ForbiddenException" ->
                    new AccessException.Denied(who + " denies " + action + ": " + why, answer);
                case "InvalidRequestException",
                        "InvalidRequestRegionException",
                        "InvalidScopeException",
                        "InvalidRedirectUriException",
                        "InvalidClientMetadataException" ->
                    new AccessException.BadConfiguration(who + " does not take " + action + ": " + why, answer)
                            .hint("check sso_start_url, sso_region and the other sso_ settings");
                case null, default -> new AccessException.Failed(who + " refuses " + action + ": " + why, answer);
            };
        }
        return explained
                .evidence("status", answer.statusCode())
                .evidence("code", code == null ? null : Printable.of(code))
                .evidence("request", answer.requestId());
    }

    private static AccessException unanswered(SdkException failure, SsoSession session) {
        String who = "IAM Identity Center in " + session.region();
        return switch (failure) {
            case AbortedException _ -> new AccessException.Interrupted("interrupted");
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                new AccessException.Unreachable(who + " does not answer in time", failure);
            default -> {
                IOException io = AwsFailures.networkFailure(failure).orElse(null);
                yield switch (io) {
                    case null -> new AccessException.Failed("what " + who + " answers cannot be read", failure);
                    case SSLException tls ->
                        new AccessException.TlsRefused("no secure connection to " + who + ": " + message(tls), tls);
                    case UnknownHostException host ->
                        new AccessException.Unreachable(
                                "cannot reach " + who + ": no such host " + message(host), host);
                    default -> new AccessException.Unreachable("cannot reach " + who + ": " + message(io), io);
                };
            }
        };
    }

    private static String message(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : Printable.of(message);
    }

    private static @Nullable String said(AwsErrorDetails details) {
        if (details.rawResponse() != null) {
            try {
                if (JsonParser.parseString(details.rawResponse().asUtf8String()) instanceof JsonObject json) {
                    for (String field : new String[] {"error_description", "message", "error"}) {
                        if (json.get(field) instanceof JsonPrimitive value && value.isString()) {
                            return value.getAsString();
                        }
                    }
                }
            } catch (JsonParseException e) {
                return details.errorMessage();
            }
        }
        return details.errorMessage();
    }
}

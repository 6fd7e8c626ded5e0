package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.http.Request;
import io.dbvouch.sandbox.sigv4.Authentication;
import io.dbvouch.sandbox.sigv4.IncompleteSignatureException;
import io.dbvouch.sandbox.sigv4.QueryParameter;
import io.dbvouch.sandbox.sigv4.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Finds out who signed a request, in AWS's order and words: the signature is there, the key is known, its session token is
 * the key's own, it has not expired, the scope is right, the time is, and only then the signature itself.
 *
 * <p>Source: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
final class RequestAuthenticator {
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private final AccessKeys keys;
    private final CompanyClock clock;

    RequestAuthenticator(AccessKeys keys, CompanyClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Principal authenticate(Call call, String service) throws AwsException {
        Request request = call.request();
        Authentication authentication = read(request);
        call.note("key", authentication.accessKeyId());
        AccessKey key = keys.find(authentication.accessKeyId())
                .filter(found -> Objects.equals(found.sessionToken(), authentication.sessionToken()))
                .orElseThrow(() -> new AwsException(
                        403, "InvalidClientTokenId", "The security token included in the request is invalid."));
        call.note("principal", key.principal().arn());
        if (key.isExpiredAt(clock.trueInstant())) {
            throw new AwsException(403, "ExpiredToken", "The security token included in the request is expired");
        }
        if (!authentication.scope().service().equals(service)) {
            throw mismatch("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!authentication.scope().region().equals(Company.REGION)) {
            throw mismatch("Credential should be scoped to a valid region.");
        }
        checkTime(authentication);
        if (!authentication.isOf(key.secret(), signed(request))) {
            throw mismatch(
                    "The request signature we calculated does not match the signature you provided. Check your AWS "
                            + "Secret Access Key and signing method. Consult the service documentation for details.");
        }
        return key.principal();
    }

    private static Authentication read(Request request) throws AwsException {
        String authorization = request.header("authorization").orElse(null);
        try {
            if (authorization != null) {
                return Authentication.ofHeader(
                        authorization,
                        request.header("x-amz-date").orElse(""),
                        request.header("x-amz-security-token").orElse(null));
            }
            List<QueryParameter> query = QueryParameter.parse(request.query());
            if (query.stream().anyMatch(parameter -> parameter.name().equals("X-Amz-Signature"))) {
                return Authentication.ofQuery(query);
            }
        } catch (IncompleteSignatureException | IllegalArgumentException e) {
            throw new AwsException(403, "IncompleteSignature", String.valueOf(e.getMessage()));
        }
        throw new AwsException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    private void checkTime(Authentication authentication) throws AwsException {
        Instant now = clock.instant();
        Instant time = authentication.time();
        Duration lifetime = authentication.expires() == null ? TOLERANCE : authentication.expires();
        String minutes = lifetime.toMinutes() + " min.";
        if (time.isBefore(now.minus(lifetime))) {
            throw mismatch("Signature expired: " + Authentication.amzDate(time) + " is now earlier than "
                    + Authentication.amzDate(now.minus(lifetime)) + " (" + Authentication.amzDate(now) + " - " + minutes
                    + ")");
        }
        if (time.isAfter(now.plus(TOLERANCE))) {
            throw mismatch("Signature not yet current: " + Authentication.amzDate(time) + " is still later than "
                    + Authentication.amzDate(now.plus(TOLERANCE)) + " (" + Authentication.amzDate(now) + " + 15 min.)");
        }
    }

    private static SignedRequest signed(Request request) {
        List<QueryParameter> query = QueryParameter.parse(request.query()).stream()
                .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                .toList();
        // The hash is of the body that came: what x-amz-content-sha256 claims is covered by the signature as a header.
        return new SignedRequest(
                request.method(), request.path(), query, request.headers(), SignedRequest.payloadHash(request.body()));
    }

    private static AwsException mismatch(String message) {
        return new AwsException(403, "SignatureDoesNotMatch", message);
    }
}

package io.dbvouch.sandbox.aws;

import com.google.gson.JsonObject;
import io.dbvouch.sandbox.fault.FailureKind;
import io.dbvouch.sandbox.http.Reply;

/**
 * AWS's JSON 1.1 protocol: refusals are {@code {"__type":"AccessDeniedException","message":"…"}}.
 *
 * <p>Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
enum JsonDialect implements ApiFront.Dialect {
    JSON;

    @Override
    public Reply refusal(AwsException refusal, String requestId) {
        JsonObject body = new JsonObject();
        body.addProperty("__type", code(refusal.code()));
        body.addProperty("message", refusal.text());
        return json(refusal.status() == 403 ? 400 : refusal.status(), body);
    }

    @Override
    public AwsException failure(FailureKind kind) {
        return switch (kind) {
            case THROTTLED -> new AwsException(400, "ThrottlingException", "Rate exceeded");
            case BROKEN -> new AwsException(500, "InternalServerException", "");
            case DENIED -> new AwsException(400, "AccessDeniedException", "");
        };
    }

    static Reply json(int status, JsonObject body) {
        return Reply.of(status, "application/x-amz-json-1.1", body.toString());
    }

    /** The query protocol's codes have other names here. */
    private static String code(String code) {
        return switch (code) {
            case "InvalidClientTokenId" -> "UnrecognizedClientException";
            case "ExpiredToken" -> "ExpiredTokenException";
            case "SignatureDoesNotMatch" -> "InvalidSignatureException";
            case "IncompleteSignature", "MissingAuthenticationToken" -> code + "Exception";
            default -> code;
        };
    }
}

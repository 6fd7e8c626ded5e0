package io.dbvouch.sandbox.aws;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.dbvouch.sandbox.fault.FailureKind;
import io.dbvouch.sandbox.http.Reply;
import java.util.Locale;

/** AWS's REST JSON protocol, with the two bodies of a refusal that Identity Center has. */
enum RestDialect implements ApiFront.Dialect {
    /** {@code {"error":"authorization_pending","error_description":"…"}}, after RFC 6749, section 5.2. */
    OIDC {
        @Override
        public Reply refusal(AwsException refusal, String requestId) {
            JsonObject body = new JsonObject();
            body.addProperty("error", oauthCode(refusal.code()));
            if (refusal.text().isEmpty()) {
                body.add("error_description", JsonNull.INSTANCE);
            } else {
                body.addProperty("error_description", refusal.text());
            }
            return json(refusal.status(), body).with("x-amzn-ErrorType", refusal.code());
        }

        @Override
        public AwsException failure(FailureKind kind) {
            return switch (kind) {
                case THROTTLED -> new AwsException(429, "TooManyRequestsException", "Rate exceeded");
                case BROKEN -> new AwsException(500, "InternalServerException", "");
                case DENIED -> new AwsException(400, "AccessDeniedException", "");
            };
        }
    },
    /** {@code {"message":"…","__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}}. */
    PORTAL {
        @Override
        public Reply refusal(AwsException refusal, String requestId) {
            JsonObject body = new JsonObject();
            body.addProperty("message", refusal.text());
            body.addProperty("__type", "com.amazonaws.switchboard.portal#" + refusal.code());
            return json(refusal.status(), body)
                    .with(
                            "x-amzn-ErrorType",
                            refusal.code() + ":http://internal.amazon.com/coral/com.amazonaws.switchboard.portal/");
        }

        @Override
        public AwsException failure(FailureKind kind) {
            return switch (kind) {
                case THROTTLED -> new AwsException(429, "TooManyRequestsException", "HTTP 429 Too Many Requests");
                case BROKEN -> new AwsException(500, "InternalServerException", "Internal server error");
                case DENIED -> new AwsException(403, "ForbiddenException", "No access");
            };
        }
    };

    static Reply json(int status, JsonObject body) {
        return Reply.of(status, "application/json", body.toString()).with("Cache-Control", "no-cache");
    }

    private static String oauthCode(String exception) {
        if (exception.equals("InternalServerException")) {
            return "server_error";
        }
        return exception
                .replaceAll("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}

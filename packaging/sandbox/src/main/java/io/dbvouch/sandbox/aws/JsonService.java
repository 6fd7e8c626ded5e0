package io.dbvouch.sandbox.aws;

import com.google.gson.JsonObject;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;

/** A service of AWS's JSON 1.1 protocol: one address, and the operation in {@code X-Amz-Target}. */
final class JsonService implements Handler {
    private final ApiFront front;
    private final RequestAuthenticator authenticator;
    private final String target;
    private final String signingName;
    private final Operations operations;

    /**
     * A service.
     *
     * @param target what stands before the operation's name and a dot
     * @param signingName the service of the signature's scope
     */
    JsonService(
            ApiFront front,
            RequestAuthenticator authenticator,
            String target,
            String signingName,
            Operations operations) {
        this.front = front;
        this.authenticator = authenticator;
        this.target = target;
        this.signingName = signingName;
        this.operations = operations;
    }

    /** What a service does. */
    @FunctionalInterface
    interface Operations {
        JsonObject run(Asked asked) throws AwsException;
    }

    /** One operation that somebody known asks for. */
    record Asked(Call call, Principal caller, JsonBody body) {
        String operation() {
            return call.operation();
        }

        /** Refuses it unless the caller's policy allows it. */
        void authorize(String action, String resource) throws AwsException {
            if (!caller.may(action, resource)) {
                throw new AwsException(
                        400,
                        "AccessDeniedException",
                        "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                                + resource + " because no identity-based policy allows the " + action + " action");
            }
        }

        static AwsException unknown() {
            return new AwsException(400, "UnknownOperationException", "");
        }
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        String asked = request.header("x-amz-target").orElse("");
        String operation = asked.startsWith(target + ".") ? asked.substring(target.length() + 1) : "";
        return front.run(new Call(request, operation.isEmpty() ? "unknown" : operation), call -> {
            boolean json = request.header("content-type").orElse("").equals("application/x-amz-json-1.1");
            if (!request.method().equals("POST") || !request.path().equals("/") || !json || operation.isEmpty()) {
                throw Asked.unknown();
            }
            Principal caller = authenticator.authenticate(call, signingName);
            return JsonDialect.json(200, operations.run(new Asked(call, caller, JsonBody.of(call))));
        });
    }
}

package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.fault.FailureKind;
import io.dbvouch.sandbox.http.Reply;
import java.util.UUID;

/**
 * AWS's query protocol: XML answers and refusals.
 *
 * <p>Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
record QueryDialect(String namespace) implements ApiFront.Dialect {
    static final QueryDialect STS = new QueryDialect("https://sts.amazonaws.com/doc/2011-06-15/");
    static final QueryDialect RDS = new QueryDialect("http://rds.amazonaws.com/doc/2014-10-31/");

    @Override
    public Reply refusal(AwsException refusal, String requestId) {
        Xml xml = new Xml()
                .open("ErrorResponse", namespace)
                .open("Error")
                .element("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                .element("Code", refusal.code())
                .element("Message", refusal.text())
                .close("Error")
                .element("RequestId", requestId)
                .close("ErrorResponse");
        return Reply.of(refusal.status(), "text/xml", xml.toString());
    }

    @Override
    public AwsException failure(FailureKind kind) {
        return switch (kind) {
            case THROTTLED -> new AwsException(429, "Throttling", "Rate exceeded");
            case BROKEN ->
                new AwsException(
                        500, "InternalFailure", "An internal error has occurred. Please try your query again later.");
            case DENIED -> new AwsException(403, "AccessDenied", "The request is denied by a service control policy");
        };
    }

    /** An answer: the result's own elements, wrapped as the operation's are. */
    Reply result(String operation, Xml result) {
        return Reply.of(
                200,
                "text/xml",
                new Xml().open(operation + "Response", namespace).open(operation + "Result")
                        + result.toString()
                        + new Xml()
                                .close(operation + "Result")
                                .open("ResponseMetadata")
                                .element("RequestId", UUID.randomUUID())
                                .close("ResponseMetadata")
                                .close(operation + "Response"));
    }
}

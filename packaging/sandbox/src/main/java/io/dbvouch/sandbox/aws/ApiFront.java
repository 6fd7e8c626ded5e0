package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.Journal;
import io.dbvouch.sandbox.fault.FailureKind;
import io.dbvouch.sandbox.fault.Faults;
import io.dbvouch.sandbox.fault.Service;
import io.dbvouch.sandbox.http.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What happens to every API call of a service, around the service: faults, the form of refusals, the journal. */
final class ApiFront {
    /** What a service does with a call. */
    @FunctionalInterface
    interface Operation {
        Reply run(Call call) throws AwsException;
    }

    /** How a service words a refusal. */
    interface Dialect {
        Reply refusal(AwsException refusal, String requestId);

        AwsException failure(FailureKind kind);
    }

    private final Service service;
    private final Dialect dialect;
    private final Faults faults;
    private final Journal journal;

    ApiFront(Service service, Dialect dialect, Faults faults, Journal journal) {
        this.service = service;
        this.dialect = dialect;
        this.faults = faults;
        this.journal = journal;
    }

    Reply run(Call call, Operation operation) throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        Duration delay = faults.delay(service);
        if (delay.isPositive()) {
            Thread.sleep(delay);
        }
        Map<String, String> details = new TreeMap<>();
        Reply reply;
        try {
            FailureKind failure = faults.nextFailure(service).orElse(null);
            if (failure != null) {
                details.put("fault", failure.text());
                throw dialect.failure(failure);
            }
            reply = operation.run(call);
        } catch (AwsException e) {
            details.put("error", e.code());
            details.put("message", e.text());
            reply = dialect.refusal(e, requestId);
        }
        details.putAll(call.details());
        details.put("status", Integer.toString(reply.status()));
        journal.record(service.text(), call.operation(), details);
        return reply.with("x-amzn-RequestId", requestId);
    }
}

package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** One API call on its way: the request, and what the journal will tell of it. */
final class Call {
    private final Request request;
    private final String operation;
    private final Map<String, String> details = new LinkedHashMap<>();

    Call(Request request, String operation) {
        this.request = request;
        this.operation = operation;
    }

    Request request() {
        return request;
    }

    String operation() {
        return operation;
    }

    /** Notes something for the journal; never a secret. */
    void note(String name, String value) {
        details.put(name, value);
    }

    Map<String, String> details() {
        return details;
    }
}

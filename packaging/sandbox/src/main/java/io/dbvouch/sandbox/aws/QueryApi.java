package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.http.Request;
import java.util.ArrayList;
import java.util.List;

/** What the services of the query protocol share: parameters, and their checks. */
final class QueryApi {
    private QueryApi() {}

    /** The parameters, which come in the body of a POST or in the query of a GET, a presigned URL. */
    static Form parameters(Request request) {
        return Form.parse(request.method().equals("GET") ? request.query() : request.text());
    }

    /** The operation, or a name that says that none was named; it goes into the journal, so it is short and plain. */
    static String action(Form form) {
        return form.get("Action").filter(action -> action.matches("\\w{1,64}")).orElse("UnknownOperation");
    }

    static void check(Request request, Form form, String version) throws AwsException {
        if (!request.path().equals("/") || !List.of("GET", "POST").contains(request.method())) {
            throw new AwsException(404, "InvalidAction", "There is nothing at this path");
        }
        if (!form.get("Version").orElse("").equals(version)) {
            throw unknownAction(form);
        }
    }

    static AwsException unknownAction(Form form) {
        return new AwsException(
                400,
                "InvalidAction",
                "Could not find operation " + action(form) + " for version "
                        + form.get("Version").orElse("NO_VERSION_SPECIFIED"));
    }

    static String need(Form form, String name) throws AwsException {
        return form.get(name)
                .orElseThrow(() -> new AwsException(
                        400, "MissingParameter", "The request must contain the parameter " + name + "."));
    }

    static List<String> members(Form form, String name) {
        List<String> members = new ArrayList<>();
        for (int i = 1; form.get(name + ".member." + i).isPresent(); i++) {
            members.addAll(form.all(name + ".member." + i));
        }
        return members;
    }

    static void matches(String name, String value, String regex) throws AwsException {
        if (!value.matches(regex)) {
            throw validation("1 validation error detected: Value '" + value + "' at '" + name
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + regex);
        }
    }

    static AwsException validation(String message) {
        return new AwsException(400, "ValidationError", message);
    }
}

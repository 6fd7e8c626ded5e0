package io.dbvouch.sandbox.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a fault's text form. */
final class FaultParser {
    private static final int MAX_TIMES = 1_000_000;
    private static final int MAX_DELAY_MILLIS = 600_000;
    private static final int MAX_SKEW_SECONDS = 10 * 366 * 86_400;

    private FaultParser() {}

    static Fault parse(String text) {
        int equals = text.indexOf('=');
        String kind = (equals < 0 ? text : text.substring(0, equals)).strip();
        String value = equals < 0 ? null : text.substring(equals + 1).strip();
        for (PollAnswer answer : PollAnswer.values()) {
            if (answer.text().equals(kind)) {
                return new Fault.Poll(answer, times(kind, value));
            }
        }
        for (Expiry what : Expiry.values()) {
            if (what.text().equals(kind)) {
                if (value != null) {
                    throw new IllegalArgumentException("the fault " + kind + " takes no value");
                }
                return new Fault.Expire(what);
            }
        }
        if (kind.equals("clock.skew")) {
            return new Fault.Skew(Duration.ofSeconds(number(kind, value, -MAX_SKEW_SECONDS, MAX_SKEW_SECONDS)));
        }
        if (kind.startsWith("cluster.") && kind.length() > "cluster.".length()) {
            return new Fault.Cluster(kind.substring("cluster.".length()), value);
        }
        return ofService(kind, value)
                .orElseThrow(() -> new IllegalArgumentException("there is no fault \"" + kind + "\""));
    }

    private static Optional<Fault> ofService(String kind, @Nullable String value) {
        int dot = kind.indexOf('.');
        String name = dot < 0 ? kind : kind.substring(0, dot);
        String what = dot < 0 ? "" : kind.substring(dot + 1);
        Service service = null;
        for (Service candidate : Service.values()) {
            if (candidate.text().equals(name)) {
                service = candidate;
            }
        }
        if (service == null && !name.equals("all")) {
            return Optional.empty();
        }
        if (what.equals("slow")) {
            return Optional.of(new Fault.Slow(service, Duration.ofMillis(number(kind, value, 0, MAX_DELAY_MILLIS))));
        }
        for (FailureKind failure : FailureKind.values()) {
            if (failure.text().equals(what)) {
                return Optional.of(new Fault.Failure(service, failure, times(kind, value)));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Integer times(String kind, @Nullable String value) {
        return value == null ? null : (Integer) number(kind, value, 1, MAX_TIMES);
    }

    private static int number(String kind, @Nullable String value, int least, int most) {
        if (value != null && value.matches("[+-]?\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException("the fault " + kind + " takes a whole number from " + least + " to " + most);
    }
}

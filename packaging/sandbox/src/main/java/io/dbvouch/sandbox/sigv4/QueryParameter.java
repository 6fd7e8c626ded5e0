package io.dbvouch.sandbox.sigv4;

import java.util.Arrays;
import java.util.List;

/** One name and value of a query, decoded. */
public record QueryParameter(String name, String value) {
    /**
     * Parses a query, in its order. A name without an equals sign has the empty value.
     *
     * @throws IllegalArgumentException when the percent-encoding is broken
     */
    public static List<QueryParameter> parse(String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(query.split("&", -1))
                .map(pair -> {
                    int equals = pair.indexOf('=');
                    return equals < 0
                            ? new QueryParameter(PercentEncoding.decode(pair), "")
                            : new QueryParameter(
                                    PercentEncoding.decode(pair.substring(0, equals)),
                                    PercentEncoding.decode(pair.substring(equals + 1)));
                })
                .toList();
    }

    String encodedName() {
        return PercentEncoding.encode(name);
    }

    String encodedValue() {
        return PercentEncoding.encode(value);
    }

    /** The name alone: the value may be a signature or a session token. */
    @Override
    public String toString() {
        return name + "=…";
    }
}

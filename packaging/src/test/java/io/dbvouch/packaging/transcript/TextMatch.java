package io.dbvouch.packaging.transcript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds lines against what is expected of them. */
final class TextMatch {
    /** Stands for any number of lines. */
    private static final String ANY_LINES = "[...]";

    private TextMatch() {}

    /**
     * Holds all lines against all that are expected.
     *
     * @param bound what named placeholders have stood for until now
     * @return the same with those that are new; empty where the lines do not fit
     */
    static Optional<Map<String, String>> match(List<String> expected, List<String> actual, Map<String, String> bound) {
        if (expected.isEmpty()) {
            return actual.isEmpty() ? Optional.of(bound) : Optional.empty();
        }
        String first = expected.getFirst();
        List<String> rest = expected.subList(1, expected.size());
        if (first.equals(ANY_LINES)) {
            for (int taken = 0; taken <= actual.size(); taken++) {
                Optional<Map<String, String>> matched = match(rest, actual.subList(taken, actual.size()), bound);
                if (matched.isPresent()) {
                    return matched;
                }
            }
            return Optional.empty();
        }
        if (actual.isEmpty()) {
            return Optional.empty();
        }
        return LinePattern.parse(first, bound)
                .match(actual.getFirst())
                .flatMap(found -> match(rest, actual.subList(1, actual.size()), joined(bound, found)));
    }

    private static Map<String, String> joined(Map<String, String> bound, Map<String, String> found) {
        if (found.isEmpty()) {
            return bound;
        }
        Map<String, String> both = new HashMap<>(bound);
        both.putAll(found);
        return both;
    }

    /** A line of a comparison: one that fits, or one that only one side has. */
    sealed interface Line {
        /** Expected, and there. */
        record Both(String expected, String actual) implements Line {}

        /** Expected, and not there. */
        record Missing(String expected) implements Line {}

        /** There, and not expected. */
        record Extra(String actual) implements Line {}
    }

    /** Compares line by line, by the longest common subsequence. */
    static List<Line> diff(List<String> expected, List<String> actual, Map<String, String> bound) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = fits(expected.get(i), actual.get(j), bound)
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            boolean both = i < expected.size() && j < actual.size();
            if (both && fits(expected.get(i), actual.get(j), bound)) {
                lines.add(new Line.Both(expected.get(i++), actual.get(j++)));
            } else if (!both ? i < expected.size() : common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line.Missing(expected.get(i++)));
            } else {
                lines.add(new Line.Extra(actual.get(j++)));
            }
        }
        return lines;
    }

    private static boolean fits(String expected, String actual, Map<String, String> bound) {
        return LinePattern.parse(expected, bound).match(actual).isPresent();
    }
}

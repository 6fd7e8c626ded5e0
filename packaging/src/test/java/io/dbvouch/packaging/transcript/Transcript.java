package io.dbvouch.packaging.transcript;

import io.dbvouch.packaging.transcript.Step.Await;
import io.dbvouch.packaging.transcript.Step.Company;
import io.dbvouch.packaging.transcript.Step.Env;
import io.dbvouch.packaging.transcript.Step.Fault;
import io.dbvouch.packaging.transcript.Step.Journal;
import io.dbvouch.packaging.transcript.Step.Needs;
import io.dbvouch.packaging.transcript.Step.Run;
import io.dbvouch.packaging.transcript.Step.Start;
import io.dbvouch.packaging.transcript.Step.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A scenario, as its file tells it; the package's description has the form. */
record Transcript(List<Step> steps) {
    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    static Transcript parse(String text) {
        return new Parser(text.lines().toList()).transcript();
    }

    /** The kind of sandbox that it wants, as the options of all {@code company} lines. */
    List<String> company() {
        List<String> options = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Company(int _, String option)) {
                options.add(option);
            }
        }
        return options;
    }

    private static final class Parser {
        private final List<String> lines;
        private final List<Step> steps = new ArrayList<>();
        private int next;

        Parser(List<String> lines) {
            this.lines = lines;
        }

        Transcript transcript() {
            while (next < lines.size()) {
                String line = lines.get(next++);
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int number = next;
                try {
                    steps.add(step(number, line));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
                }
            }
            return new Transcript(List.copyOf(steps));
        }

        private Step step(int number, String line) {
            int blank = line.indexOf(' ');
            String word = blank < 0 ? line : line.substring(0, blank);
            String rest = blank < 0 ? "" : line.substring(blank + 1);
            return switch (word) {
                case "needs" -> new Needs(number, rest);
                case "company" -> new Company(number, rest);
                case "env" -> env(number, rest);
                case "file" -> new Write(number, rest, block("<"));
                case "fault" -> new Fault(number, rest.equals("none") ? null : rest);
                case "$" -> new Run(number, rest + more(), outcome());
                case "&" -> new Start(number, rest + more());
                case "wait" -> new Await(number, outcome());
                case "journal" -> new Journal(number, List.of(rest.split(" ", -1)), outcome());
                default -> throw new IllegalArgumentException("there is no \"" + word + "\"");
            };
        }

        private static Env env(int number, String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Env(number, text, null)
                    : new Env(number, text.substring(0, equals), text.substring(equals + 1));
        }

        private String more() {
            String rest = block(">");
            return rest.isEmpty() ? "" : "\n" + rest;
        }

        /** Lines behind a prefix and a blank, each with its newline. */
        private String block(String prefix) {
            StringBuilder text = new StringBuilder();
            for (String line : take(line -> line.equals(prefix) || line.startsWith(prefix + " "))) {
                text.append(line.length() == prefix.length() ? "" : line.substring(prefix.length() + 1))
                        .append('\n');
            }
            return text.toString();
        }

        private Outcome outcome() {
            return Outcome.parse(take(Outcome::isPart));
        }

        private List<String> take(Predicate<String> wanted) {
            int from = next;
            while (next < lines.size() && wanted.test(lines.get(next))) {
                next++;
            }
            return lines.subList(from, next);
        }
    }
}

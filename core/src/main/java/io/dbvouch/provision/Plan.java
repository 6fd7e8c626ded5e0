package io.dbvouch.provision;

import java.util.List;

/**
 * What is to be done, in order.
 *
 * @param user whom it is about
 * @param kind what it does to them
 * @param steps the statements; none where all is as it should be
 * @param notes what a person should know before they say yes
 */
public record Plan(UserName user, Kind kind, List<Step> steps, List<String> notes) {
    /** What happens to a user. */
    public enum Kind {
        ADD("added"),
        CHANGE("changed"),
        REMOVE("removed");

        private final String done;

        Kind(String done) {
            this.done = done;
        }

        /** {@code added}, {@code changed}, {@code removed}. */
        public String done() {
            return done;
        }
    }

    /** Copies the lists. */
    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** The same with other statements, such as those that were run of it. */
    Plan with(List<Step> others) {
        return new Plan(user, kind, others, notes);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The statements, one a line, each ended with a semicolon. */
    public String sql() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append(step.sql()).append(";\n"));
        return text.toString();
    }
}

package io.dbvouch.cli.shell.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A line, and the values of variables that stand in it, each read to its end before what stood around it. */
final class ScanInput {
    private final Deque<Part> parts = new ArrayDeque<>();
    private Part part = new Part("", null);

    private static final class Part {
        private final String text;
        private final @Nullable String variable;
        private int at;

        Part(String text, @Nullable String variable) {
            this.text = text;
            this.variable = variable;
        }
    }

    void start(String line) {
        parts.clear();
        part = new Part(line, null);
    }

    /** Goes on with a variable's value. */
    void expand(String variable, String value) {
        parts.push(part);
        part = new Part(value, variable);
    }

    /** Whether the value of this variable is being read. */
    boolean isExpanding(String variable) {
        if (variable.equals(part.variable)) {
            return true;
        }
        return parts.stream().anyMatch(each -> variable.equals(each.variable));
    }

    /** Whether the part that is read has ended. No token goes across. */
    boolean partEnded() {
        return part.at >= part.text.length();
    }

    /** Goes back to what stood around the part that has ended; false where there is nothing. */
    boolean leavePart() {
        if (parts.isEmpty()) {
            return false;
        }
        part = parts.pop();
        return true;
    }

    /** A character of this part, by its distance; NUL behind the end. */
    char peek(int distance) {
        int index = part.at + distance;
        return index < part.text.length() ? part.text.charAt(index) : 0;
    }

    char peek() {
        return peek(0);
    }

    /** How many characters are left of this part. */
    int left() {
        return part.text.length() - part.at;
    }

    /** What is left of the line itself. */
    String rest() {
        Part line = parts.isEmpty() ? part : parts.getLast();
        return line.text.substring(line.at);
    }

    String take(int count) {
        int from = part.at;
        part.at += count;
        return part.text.substring(from, part.at);
    }

    /** The text that is ahead in this part. */
    String ahead(int count) {
        return part.text.substring(part.at, part.at + count);
    }

    void skip(int count) {
        part.at += count;
    }
}

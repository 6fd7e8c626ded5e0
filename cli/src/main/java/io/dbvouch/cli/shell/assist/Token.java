package io.dbvouch.cli.shell.assist;

/**
 * A part of a text that is being typed.
 *
 * @param end behind its last character
 * @param open whether its end is still to come: of a string, a comment
 */
public record Token(Kind kind, int start, int end, boolean open) {
    /** What it is. */
    public enum Kind {
        BLANK,
        COMMENT,
        STRING,
        NUMBER,
        /** A keyword or a name. */
        WORD,
        QUOTED_NAME,
        VARIABLE,
        /** The name of a backslash command, with its backslash. */
        COMMAND,
        /** What stands behind that, up to the end of the line or the next one. */
        ARGUMENT,
        OTHER
    }

    /** Its characters. */
    public String in(String text) {
        return text.substring(start, end);
    }
}

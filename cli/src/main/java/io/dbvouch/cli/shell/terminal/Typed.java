package io.dbvouch.cli.shell.terminal;

/** What came of waiting for a person. */
public sealed interface Typed {
    /**
     * Lines, without the last newline.
     *
     * @param text of at least one line, which may be empty
     */
    record Text(String text) implements Typed {}

    /** Ctrl-C: what was typed so far is not meant. */
    record Interrupted() implements Typed {}

    /**
     * Ctrl-D on an empty line, or the terminal is gone.
     *
     * @param below the lines above that one, which have not been sent; empty where there are none
     */
    record End(String below) implements Typed {
        /** On the first line. */
        public End() {
            this("");
        }
    }
}

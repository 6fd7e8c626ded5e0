package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.shell.assist.Suggestions;

/** Knows what a text that is being typed would be to the engine, from where that stands now. Nothing is run by asking. */
public interface Statements {
    /** What is shown before the first line. */
    String prompt();

    /**
     * What there is behind some lines.
     *
     * @param lines without the last newline
     */
    Behind behind(String lines);

    /**
     * What may stand where the cursor is.
     *
     * @param cursor from 0
     */
    Suggestions suggest(String text, int cursor);

    /** Whether a text may go into the history. */
    boolean mayBeKept(String text);

    /**
     * Behind a text.
     *
     * @param complete whether there is something to be run, or nothing at all: otherwise the next line belongs to it
     * @param prompt of that line
     */
    record Behind(boolean complete, String prompt) {}
}

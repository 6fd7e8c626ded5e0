package io.dbvouch.cli.shell.terminal;

import java.util.List;

/** Reads what a person types. One thread reads; {@link #interrupt} may come from any. */
public sealed interface Typist extends AutoCloseable permits EditedLines, PlainLines {
    /** Reads a statement, or something of it that can be run, or a line alone where lines cannot be edited. */
    Typed statement(Statements statements);

    /** Reads a line that is no statement: the answer to a question, or data. It is not kept. */
    Typed line(String prompt);

    /** Whether what could be typed may be asked for. */
    boolean suggests();

    /** Ctrl-C: whoever reads gets {@link Typed.Interrupted}. False where nobody does. */
    boolean interrupt();

    /** A program has the terminal now, until the next text has been read: it shows what is typed again. */
    void lend();

    /** Takes a statement that was written elsewhere for one that was typed. */
    void remember(String text);

    /** What was typed, oldest first, but for what may hold a secret; none where nothing is kept. */
    List<String> typed();

    /** How large the terminal is now. */
    Size size();

    /**
     * A terminal's size, in characters.
     *
     * @param columns 0 where that is not known
     * @param lines 0 where that is not known
     */
    record Size(int columns, int lines) {}

    @Override
    void close();
}

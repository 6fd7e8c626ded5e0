package io.dbvouch.cli.output;

import io.dbvouch.Utf8;
import java.io.IOException;

/** Where formats write to: characters, no lines, no locale. */
public interface TextSink {
    /** Writes one UTF-16 code unit, or a byte that {@link Utf8} has kept; the halves of a pair come one after the other. */
    void write(char unit) throws IOException;

    /** Writes the code units from {@code start} to before {@code end}. */
    void write(String text, int start, int end) throws IOException;

    /** Writes what is UTF-8 already; a {@link Utf8Sink} as it is, bytes that are none included. */
    default void writeUtf8(byte[] text, int start, int length) throws IOException {
        write(Utf8.decode(text, start, length));
    }

    /** Hands everything written so far to the file, pipe or terminal. */
    void flush() throws IOException;

    /**
     * What follows is about a table and not in it, or in it again: what is about it may go on in the terminal's next line
     * (PostgreSQL, {@code IsPagerNeeded} in {@code src/fe_utils/print.c}, has no eye for its width).
     */
    default void beside(boolean table) {}

    default void write(String text) throws IOException {
        write(text, 0, text.length());
    }

    /** Writes a code unit {@code times} times; not at all if that is negative. */
    default void repeat(char unit, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            write(unit);
        }
    }

    /** Writes blanks. */
    default void pad(int columns) throws IOException {
        repeat(' ', columns);
    }
}

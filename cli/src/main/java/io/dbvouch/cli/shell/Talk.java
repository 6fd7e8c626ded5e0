package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.Utf8;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.output.TextSink;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What is said on standard error, in psql's form (PostgreSQL, {@code src/common/logging.c}): a message from within a file says
 * which one, and its line, and how bad it is. Elsewhere it stands alone.
 */
final class Talk {
    /** What scripts that read psql's messages look for. */
    private static final String PROGRAM = "psql:";

    private final PrintStream err;
    private final TextSink standardOutput;
    private @Nullable String file;
    private long line;
    private boolean started;

    /**
     * Nothing has been run yet: messages are about the command line.
     *
     * @param standardOutput is flushed before anything is said, so that both are in order
     */
    Talk(PrintStream err, TextSink standardOutput) {
        this.err = err;
        this.standardOutput = standardOutput;
    }

    /** From now on, messages are about this file; null for what comes from elsewhere. */
    void in(@Nullable String name) {
        file = name;
        started = true;
    }

    /** The file that messages are about. */
    @Nullable
    String file() {
        return file;
    }

    void line(long number) {
        line = number;
    }

    long line() {
        return line;
    }

    void error(String message) {
        say("error: ", message);
    }

    void warning(String message) {
        say("warning: ", message);
    }

    /** The server's words, or anything else that says itself how bad it is. */
    void info(String message) {
        say("", message);
    }

    /** Why something of this program's own could not be done, and what to do. */
    void failure(AccessException failure) {
        error(String.valueOf(failure.getMessage()));
        failure.notes().forEach(note -> plain("  " + note + "\n"));
        failure.hints().forEach(hint -> plain("  try: " + hint + "\n"));
    }

    private void say(String kind, String message) {
        try {
            standardOutput.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(PROGRAM).append(file).append(':');
            if (line > 0) {
                text.append(line).append(':');
            }
            text.append(' ').append(kind);
        } else if (!started) {
            text.append(PROGRAM).append(' ').append(kind);
        }
        text.append(message.endsWith("\n") ? message.substring(0, message.length() - 1) : message);
        write(text.append('\n').toString());
    }

    /** What {@code \warn} writes. */
    void plain(String text) {
        try {
            standardOutput.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(text);
    }

    /** Bytes that are no UTF-8 are what somebody wants to read, but no terminal. */
    private void write(String text) {
        if (Utf8.keepsBytes(text) && !StandardStream.ERROR.isTerminal()) {
            err.writeBytes(Utf8.encode(TerminalText.linesWithBytes(text)));
        } else {
            err.print(TerminalText.lines(text));
        }
    }
}

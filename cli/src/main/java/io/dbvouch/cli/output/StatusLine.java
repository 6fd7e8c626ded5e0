package io.dbvouch.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One line that says what is being waited for, redrawn until it is closed, then gone. Where there is no terminal that can draw
 * over a line, nothing is ever written.
 *
 * <p>Anything else that writes to the same terminal must wait until the line is closed.
 */
public final class StatusLine implements AutoCloseable {
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] ASCII_FRAMES = {"|", "/", "-", "\\"};
    /** Carriage return, then erase to the end of the line (ECMA-48, 8.3.41). */
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream terminal;
    private final Content content;
    private @Nullable Redrawing drawing;
    private int frame;

    private StatusLine(PrintStream terminal, Content content) {
        this.terminal = terminal;
        this.content = content;
    }

    /**
     * Starts a line with a message and the time that is left, such as {@code 4:59}.
     *
     * @param stream where it is drawn, usually stderr
     * @param columns how wide that is: a line that wraps could not be erased
     * @param end what is counted down to, null for nothing
     */
    public static StatusLine start(
            PrintStream stream,
            TerminalAbilities terminal,
            int columns,
            String message,
            @Nullable Instant end,
            InstantSource clock) {
        StatusLine line = new StatusLine(stream, new Content(message, columns, terminal.unicode(), end, clock));
        if (terminal.redraws()) {
            line.drawing = Redrawing.start("status line", line::draw, () -> line.show(""));
        }
        return line;
    }

    /** Erases the line. */
    @Override
    public void close() {
        if (drawing != null) {
            drawing.close();
        }
    }

    private void draw() {
        show(content.text(frame));
        frame++;
    }

    private void show(String text) {
        terminal.print(CLEAR + text);
        terminal.flush();
    }

    /**
     * What the line says.
     *
     * @param end what is counted down to, null for nothing
     */
    record Content(
            String message,
            int columns,
            boolean unicode,
            @Nullable Instant end,
            InstantSource clock) {
        String text(int frame) {
            String[] frames = unicode ? FRAMES : ASCII_FRAMES;
            String text = frames[frame % frames.length] + " " + message;
            if (end != null) {
                Duration left = Duration.between(clock.instant(), end);
                long seconds = Math.max(0, left.toSeconds());
                text += " (" + seconds / 60 + (seconds % 60 < 10 ? ":0" : ":") + seconds % 60 + ")";
            }
            // Some terminals wrap when the last column is written.
            return TerminalText.line(text, Math.max(1, columns - 1));
        }
    }
}

package io.dbvouch.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line for each of several things that are under way, redrawn until it is closed, then gone. Where there is no terminal that
 * can draw over a line, nothing is ever written.
 *
 * <p>Anything else that writes to the same terminal must wait until it is closed.
 */
public final class ProgressLines implements AutoCloseable {
    /** Narrow and few enough for every terminal: what wraps, or has scrolled away, could not be erased. */
    private static final int COLUMNS = 72;

    private static final int MOST = 12;

    /** Erases from the cursor to the end of the screen (ECMA-48, 8.3.39). */
    private static final String ERASE = "\r\u001B[J";

    private final PrintStream terminal;
    private @Nullable Redrawing drawing;
    private int drawn;

    private ProgressLines(PrintStream terminal) {
        this.terminal = terminal;
    }

    /**
     * Starts.
     *
     * @param stream where it is drawn, usually stderr
     * @param lines asked again and again, by another thread
     */
    public static ProgressLines start(PrintStream stream, TerminalAbilities terminal, Supplier<List<String>> lines) {
        ProgressLines progress = new ProgressLines(stream);
        if (terminal.redraws()) {
            progress.drawing =
                    Redrawing.start("progress", () -> progress.show(lines.get()), () -> progress.show(List.of()));
        }
        return progress;
    }

    /** Erases the lines. */
    @Override
    public void close() {
        if (drawing != null) {
            drawing.close();
        }
    }

    /** Goes up over what was drawn last (ECMA-48, 8.3.22), and draws. */
    private void show(List<String> now) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001B[").append(drawn).append('A');
        }
        text.append(ERASE);
        drawn = 0;
        for (String line : now.subList(0, Math.min(MOST, now.size()))) {
            text.append(TerminalText.line(line, COLUMNS)).append('\n');
            drawn++;
        }
        if (now.size() > MOST) {
            text.append("and ").append(now.size() - MOST).append(" more\n");
            drawn++;
        }
        terminal.print(text);
        terminal.flush();
    }
}

package io.dbvouch.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private static final long REDRAW_MILLIS = 100;

    private final PrintStream terminal;
    private final Supplier<List<String>> lines;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread drawer;
    private int drawn;

    private ProgressLines(PrintStream terminal, Supplier<List<String>> lines) {
        this.terminal = terminal;
        this.lines = lines;
    }

    /**
     * Starts.
     *
     * @param stream where it is drawn, usually stderr
     * @param lines asked again and again, by another thread
     */
    public static ProgressLines start(PrintStream stream, TerminalAbilities terminal, Supplier<List<String>> lines) {
        ProgressLines progress = new ProgressLines(stream, lines);
        if (terminal.redraws()) {
            progress.drawer = Thread.ofVirtual().name("progress").start(progress::draw);
        }
        return progress;
    }

    /** Erases the lines. */
    @Override
    public void close() {
        Thread thread = drawer;
        if (thread == null) {
            return;
        }
        drawer = null;
        closed.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        try {
            do {
                show(lines.get());
            } while (!closed.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // Nobody else has this thread.
        }
        show(List.of());
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

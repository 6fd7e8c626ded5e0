package io.dbvouch.cli.shell.terminal;

import io.dbvouch.DaemonThreads;
import io.dbvouch.cli.output.TerminalAbilities;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A line that says how long a statement has been running, and how many rows there are so far, once that takes a second. It goes
 * before anything else is written, and does not come back for the same statement: what is written may end in the midst of a
 * line.
 */
public final class LiveLine {
    private static final long PATIENCE_MILLIS = 1000;
    private static final long REDRAW_MILLIS = 250;
    /** Carriage return, then erase to the end of the line (ECMA-48, 8.3.41). */
    private static final String CLEAR = "\r\u001B[K";

    private final OutputStream terminal;
    private final boolean redraws;
    private final AtomicLong rows = new AtomicLong();
    private @Nullable Running running;
    private boolean shown;

    /**
     * A line at the bottom of {@code terminal}.
     *
     * @param abilities where it cannot redraw, nothing is ever shown
     */
    public LiveLine(OutputStream terminal, TerminalAbilities abilities) {
        this.terminal = terminal;
        this.redraws = abilities.redraws();
    }

    /** A statement that runs, until it is closed. */
    public final class Running implements AutoCloseable {
        private final long began = System.nanoTime();
        private final CountDownLatch over = new CountDownLatch(1);

        private void watch() {
            try {
                long pause = PATIENCE_MILLIS;
                while (!over.await(pause, TimeUnit.MILLISECONDS) && draw(this)) {
                    pause = REDRAW_MILLIS;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over.countDown();
            hide();
        }
    }

    /** A statement begins. */
    public Running begin() {
        Running begun = new Running();
        rows.set(0);
        synchronized (this) {
            running = begun;
        }
        if (redraws) {
            DaemonThreads.named("live line").start(begun::watch);
        }
        return begun;
    }

    /** A row has come. One thread calls this. */
    public void row() {
        rows.setOpaque(rows.getPlain() + 1);
    }

    private synchronized boolean draw(Running which) {
        if (!which.equals(running)) {
            return false;
        }
        shown = true;
        return write(CLEAR + text(Duration.ofNanos(System.nanoTime() - which.began), rows.getOpaque()));
    }

    /** Such as {@code 1:05 min, 12,345 rows; Ctrl-C cancels}. */
    static String text(Duration elapsed, long rows) {
        String time = elapsed.toMinutes() == 0
                ? elapsed.toSeconds() + " s"
                : String.format(Locale.ROOT, "%d:%02d min", elapsed.toMinutes(), elapsed.toSecondsPart());
        String counted = rows == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", rows, rows == 1 ? "row" : "rows");
        return time + counted + "; Ctrl-C cancels";
    }

    /** Something else is to be written now. */
    public synchronized void hide() {
        running = null;
        if (shown) {
            shown = false;
            write(CLEAR);
        }
    }

    private boolean write(String text) {
        try {
            terminal.write(text.getBytes(StandardCharsets.US_ASCII));
            terminal.flush();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** A stream to the same terminal, before whose bytes the line is gone. */
    public OutputStream guard(OutputStream stream) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (length > 0) {
                    hide();
                    stream.write(bytes, from, length);
                }
            }

            @Override
            public void flush() throws IOException {
                stream.flush();
            }
        };
    }
}

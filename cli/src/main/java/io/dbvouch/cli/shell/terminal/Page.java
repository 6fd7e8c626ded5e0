package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.output.DisplayWidth;
import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.RowsAhead;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Pager;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One result on its way to the screen: to a pager, as soon as it is taller than that, or its table wider; else it is shown when it is
 * whole. The pager is not started before all {@linkplain #awaiting rows} are here. What a person has left the pager before is
 * dropped.
 */
public final class Page implements TextSink, RowsAhead.Reader, AutoCloseable {
    /** What fits on any screen, or as good as any. */
    private static final int FEW = 8;

    private static final int NARROW = 40;

    private final TextSink screen;
    private final Supplier<Limits> ask;
    private @Nullable Limits limits;
    private final Starter starter;
    private final StringBuilder held = new StringBuilder();
    private int lines;
    private int lineStart;
    private boolean beside;
    private boolean decided;
    /** Whether rows are to come that the pager waits for. */
    private boolean awaiting;
    /** Whether it does. */
    private boolean waiting;

    private @Nullable Pager pager;
    private TextSink to;

    /**
     * What is more than this is for a pager.
     *
     * @param lines as many as these, from 1 on
     * @param columns more than these; 0 where that does not matter
     */
    public record Limits(int lines, int columns) {
        /** A pager in any case. */
        public static final Limits ALWAYS = new Limits(0, 0);

        /** Never a pager. */
        public static final Limits NEVER = new Limits(Integer.MAX_VALUE, 0);
    }

    /** Starts a pager. */
    @FunctionalInterface
    public interface Starter {
        /** Starts it; an exception where that cannot be. */
        Pager start() throws IOException;
    }

    /** Nothing is written yet. */
    public Page(TextSink screen, Limits limits, Starter starter) {
        this(screen, () -> limits, starter);
        this.limits = limits;
        this.decided = limits.equals(Limits.NEVER);
    }

    /**
     * Nothing is written yet.
     *
     * @param limits asked once there is more than would fit on a small screen
     */
    public Page(TextSink screen, Supplier<Limits> limits, Starter starter) {
        this.screen = screen;
        this.ask = limits;
        this.starter = starter;
        this.to = screen;
    }

    @Override
    public void write(char unit) throws IOException {
        if (decided) {
            try {
                to.write(unit);
            } catch (Pager.LeftException _) {
                leave();
            }
        } else {
            held.append(unit);
            held();
        }
    }

    @Override
    public void write(String text, int start, int end) throws IOException {
        if (decided) {
            try {
                to.write(text, start, end);
            } catch (Pager.LeftException _) {
                leave();
            }
        } else {
            held.append(text, start, end);
            held();
        }
    }

    @Override
    public void flush() throws IOException {
        if (decided) {
            try {
                to.flush();
            } catch (Pager.LeftException _) {
                leave();
            }
        }
    }

    @Override
    public void beside(boolean table) {
        beside = table;
    }

    /** What is written comes from these rows, and is to be read from what is returned: a pager is started when they are all here. */
    public <E extends Exception> RowSource<E> awaiting(RowSource<E> rows) {
        awaiting = true;
        return new RowsAhead<>(rows, this);
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }

    @Override
    public void begin() {
        awaiting = false;
    }

    @Override
    public void leave() {
        held.setLength(0);
        decided = true;
        to = new Nowhere();
    }

    private void held() throws IOException {
        if (!waiting) {
            look();
        } else if (!awaiting) {
            page();
        }
    }

    private void look() throws IOException {
        int newline = held.indexOf("\n", lineStart);
        while (newline >= 0) {
            lines++;
            if (limits == null && lines < FEW && newline - lineStart < NARROW) {
                lineStart = newline + 1;
                newline = held.indexOf("\n", lineStart);
                continue;
            }
            Limits known = limits();
            if (known.equals(Limits.NEVER)) {
                show();
                return;
            }
            boolean wide = !beside
                    && known.columns() > 0
                    && newline - lineStart > known.columns() / 2
                    && DisplayWidth.of(held.substring(lineStart, newline)) > known.columns();
            lineStart = newline + 1;
            if (lines >= known.lines() || wide) {
                waiting = awaiting;
                if (!waiting) {
                    page();
                }
                return;
            }
            newline = held.indexOf("\n", lineStart);
        }
    }

    private Limits limits() {
        if (limits == null) {
            limits = ask.get();
        }
        return limits;
    }

    private void page() throws IOException {
        screen.flush();
        Pager started = starter.start();
        pager = started;
        to = new TerminalSafe(started.sink());
        show();
    }

    private void show() throws IOException {
        decided = true;
        String text = held.toString();
        held.setLength(0);
        write(text);
    }

    private static final class Nowhere implements TextSink {
        @Override
        public void write(char unit) {}

        @Override
        public void write(String text, int start, int end) {}

        @Override
        public void flush() {}
    }

    /** Shows what was held back, or waits until the pager is left. */
    @Override
    public void close() throws IOException {
        if (!decided && waiting) {
            page();
        } else if (!decided) {
            show();
        }
        Pager started = pager;
        pager = null;
        if (started != null) {
            started.close();
        }
    }
}

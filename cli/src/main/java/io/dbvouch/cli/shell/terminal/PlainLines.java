package io.dbvouch.cli.shell.terminal;

import io.dbvouch.DaemonThreads;
import io.dbvouch.cli.output.TextSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Lines as the terminal gives them, edited by its own means alone: for terminals that cannot move a cursor, and where a person
 * wants it so. Nothing is kept.
 */
public final class PlainLines implements Typist {
    private final TextSink out;
    private final BufferedReader in;
    private final BlockingQueue<Boolean> wanted = new SynchronousQueue<>();
    private final BlockingQueue<Typed> read = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile boolean reading;
    private boolean outstanding;

    /** Reads from {@code in}, and shows prompts on {@code out}. */
    public PlainLines(InputStream in, TextSink out) {
        this.out = out;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        // A read of a terminal cannot be broken off: this thread waits in it, and whoever wants a line waits for the
        // thread.
        reader = DaemonThreads.named("typing").start(this::read);
    }

    @Override
    public Typed statement(Statements statements) {
        return line(statements.prompt());
    }

    @Override
    public Typed line(String prompt) {
        try {
            out.write(prompt);
            out.flush();
            reading = true;
            if (!outstanding) {
                wanted.put(true);
                outstanding = true;
            }
            Typed typed = read.take();
            reading = false;
            if (typed instanceof Typed.Interrupted) {
                out.write('\n');
            } else {
                outstanding = false;
            }
            return typed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Typed.End();
        }
    }

    private void read() {
        try {
            while (wanted.take()) {
                String line = in.readLine();
                read.put(line == null ? new Typed.End() : new Typed.Text(line));
            }
        } catch (IOException _) {
            // A terminal that has gone is the end of what is typed.
            read.add(new Typed.End());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean suggests() {
        return false;
    }

    @Override
    public boolean interrupt() {
        // The terminal itself has dropped what stood on the line.
        return reading && read.add(new Typed.Interrupted());
    }

    /** The terminal always shows it: that is all the editing there is. */
    @Override
    public void lend() {}

    @Override
    public void remember(String text) {}

    @Override
    public List<String> typed() {
        return List.of();
    }

    @Override
    public Size size() {
        return new Size(0, 0);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}

package io.dbvouch.cli.process;

import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;

/**
 * A pager for long output on a terminal, as git has it: {@code $PAGER}, run by the shell, else {@code less}, which with {@code
 * LESS=FRX} (where {@code LESS} is not set) ends by itself where all fits on the screen, and passes colours. An empty one and
 * {@code cat} are none.
 *
 * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-corepager">git's core.pager</a>
 */
public final class Pager implements AutoCloseable {
    private static final String DEFAULT = "less";
    private static final String CUTTING = "less -S";
    private static final String LESS_OPTIONS = "FRX";

    private final Process process;
    private final Signals signals;
    private final OutputStream input;
    private final TextSink sink;

    /** The person has seen enough, and ended the pager. */
    public static final class LeftException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        private LeftException(IOException cause) {
            super("the pager has ended", cause);
        }
    }

    private Pager(Process process, Signals signals) {
        this.process = process;
        this.signals = signals;
        input = process.getOutputStream();
        sink = new Utf8Sink(new Pipe(input));
    }

    /** Whether the environment wants one. */
    public static boolean isWanted(Map<String, String> environment) {
        String pager = command(environment);
        return !pager.isEmpty()
                && !pager.equals("cat")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static String command(Map<String, String> environment) {
        return environment.getOrDefault("PAGER", DEFAULT).strip();
    }

    /**
     * The pager that the first of some variables names that is set, which may be none; else {@code less}, with lines cut off at
     * the screen's edge.
     */
    public static String command(Map<String, String> environment, String... variables) {
        for (String variable : variables) {
            String command = environment.get(variable);
            if (command != null) {
                return command;
            }
        }
        return CUTTING;
    }

    /**
     * Starts it, on this process's standard output. Ctrl-C is the pager's until it is closed.
     *
     * @throws IOException if there is no shell; that there is no such pager shows as its end
     */
    public static Pager start(Map<String, String> environment) throws IOException {
        Map<String, String> with = new HashMap<>(environment);
        with.putIfAbsent("LESS", LESS_OPTIONS);
        return start(command(environment), with);
    }

    /**
     * Starts a pager by the shell; otherwise as {@link #start(Map)}.
     *
     * @param environment that it is to have
     */
    public static Pager start(String command, Map<String, String> environment) throws IOException {
        // Where there is no pager, the shell's own cat is one.
        String guarded = command.equals(DEFAULT) || command.equals(CUTTING)
                ? "command -v less >/dev/null && exec " + command + "; exec cat"
                : command;
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", guarded)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Signals signals = new Signals().on("INT", () -> {});
        try {
            return new Pager(builder.start(), signals);
        } catch (IOException e) {
            signals.close();
            throw e;
        }
    }

    /** What it shows. A write fails with {@link LeftException} where it has ended. */
    public TextSink sink() {
        return sink;
    }

    /** Hands on what is left, and waits until the person has ended it. */
    @Override
    public void close() {
        try (signals) {
            try (input) {
                sink.flush();
            } catch (IOException _) {
                // It ended without having been told all.
            }
            await();
        }
    }

    private void await() {
        while (true) {
            try {
                process.waitFor();
                return;
            } catch (InterruptedException _) {
                // Only the pager ends the wait.
            }
        }
    }

    /** Tells the pager's end from other failures. */
    private static final class Pipe extends OutputStream {
        private final OutputStream pager;

        Pipe(OutputStream pager) {
            this.pager = pager;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                pager.write(bytes, from, length);
            } catch (IOException e) {
                throw new LeftException(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                pager.flush();
            } catch (IOException e) {
                throw new LeftException(e);
            }
        }
    }
}

package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.process.Signals;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;

/** Lines edited by JLine: several at a time, with a history that can be searched. */
public final class EditedLines implements Typist {
    /** How many texts are offered again, as psql's {@code HISTSIZE} says. */
    private static final int HISTORY_SIZE = 500;

    /** Above this many characters, lines of a text get no prompts of their own: each keystroke would compute them all. */
    private static final int LARGEST_WITH_PROMPTS = 4_000;

    /** What is coloured in a list of suggestions. */
    private static final List<String> STYLES = List.of(
            LineReader.COMPLETION_STYLE_STARTING,
            LineReader.COMPLETION_STYLE_DESCRIPTION,
            LineReader.COMPLETION_STYLE_GROUP,
            LineReader.COMPLETION_STYLE_LIST_STARTING,
            LineReader.COMPLETION_STYLE_LIST_DESCRIPTION,
            LineReader.COMPLETION_STYLE_LIST_GROUP);

    private final Terminal terminal;
    private final TypedHistory history;
    private final LineEditor reader;
    private final boolean colours;
    private final boolean echoes;
    private final Signals signals = new Signals();
    private volatile boolean reading;

    private EditedLines(Terminal terminal, InputStream keys, KeptLines kept, boolean colours) {
        this.terminal = terminal;
        this.colours = colours;
        echoes = terminal.getAttributes().getLocalFlag(Attributes.LocalFlag.ECHO);
        history = new TypedHistory(kept);
        reader = new LineEditor(terminal, keys);
        reader.setHistory(history);
        reader.setCompleter(new Suggesting());
        reader.option(LineReader.Option.CASE_INSENSITIVE, true);
        reader.option(LineReader.Option.COMPLETE_MATCHER_TYPO, false);
        // A second Tab lists what there is and writes nothing: the first of several would stand in the statement.
        reader.option(LineReader.Option.AUTO_MENU, false);
        reader.option(LineReader.Option.AUTO_LIST, true);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%M");
        reader.setVariable(LineReader.INDENTATION, 0);
        reader.setVariable(LineReader.HISTORY_SIZE, HISTORY_SIZE);
        reader.setVariable(LineReader.FEATURES_MAX_BUFFER_SIZE, LARGEST_WITH_PROMPTS);
        reader.setVariable(LineReader.BLINK_MATCHING_PAREN, 0);
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.HISTORY_IGNORE_DUPS, false);
        reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, false);
        reader.option(LineReader.Option.HISTORY_REDUCE_BLANKS, false);
        Keys.bind(reader);
        Suspension.bind(reader);
        // Flags and emoji of several code points are one character of two columns, as most terminals draw them now, and
        // as JLine itself takes them in some places in any case. This tells it, and sends nothing.
        terminal.setGraphemeClusterMode(true, true);
        if (colours) {
            reader.setHighlighter(new Colours());
        } else {
            for (String style : STYLES) {
                reader.setVariable(style, "");
            }
        }
        history.attach(reader);
        history.restore(HISTORY_SIZE);
    }

    /**
     * On the terminal that the process was started on. Its size is looked at anew whenever it changes.
     *
     * @param colours whether SQL is coloured
     */
    public static EditedLines open(KeptLines kept, boolean colours) {
        try {
            // What the signals do is the program's own business. Without JNI, as where nothing in the folder for
            // temporary files may be executed, stty(1) has to do. The terminal is not asked what it is capable of: some
            // never answer, and what has been typed ahead would be taken for an answer.
            EditedLines lines = new EditedLines(
                    TerminalBuilder.builder()
                            .system(true)
                            .providers("jni,exec")
                            .nativeSignals(false)
                            .graphemeCluster(false)
                            .build(),
                    new FileInputStream(FileDescriptor.in),
                    kept,
                    colours);
            lines.signals
                    .on("WINCH", () -> lines.terminal.raise(Terminal.Signal.WINCH))
                    .on("CONT", () -> lines.terminal.raise(Terminal.Signal.CONT));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a terminal that is played through streams, for tests and rehearsals. */
    public static EditedLines over(InputStream typed, OutputStream shown, KeptLines kept, boolean colours)
            throws IOException {
        Terminal played = new ExternalTerminal("played", "xterm", typed, shown, StandardCharsets.UTF_8);
        return new EditedLines(played, played.input(), kept, colours);
    }

    @Override
    public Typed statement(Statements statements) {
        reader.setParser(new StatementParser(statements));
        history.wanted(statements::mayBeKept);
        reader.option(LineReader.Option.DISABLE_HIGHLIGHTER, !colours);
        // Who was not let go by Ctrl-D goes on where they were.
        return read(statements.prompt(), reader.takeBegun());
    }

    @Override
    public Typed line(String prompt) {
        reader.setParser(new AnyLine());
        history.wanted(_ -> false);
        reader.option(LineReader.Option.DISABLE_HIGHLIGHTER, true);
        return read(prompt, "");
    }

    private Typed read(String prompt, String begun) {
        reading = true;
        try {
            return new Typed.Text(reader.readLine(prompt.replace("%", "%%"), null, begun));
        } catch (UserInterruptException _) {
            return new Typed.Interrupted();
        } catch (EndOfFileException | IOError _) {
            return new Typed.End(reader.begun());
        } finally {
            reading = false;
            echo(false);
        }
    }

    /**
     * Whether the terminal shows what is typed while nobody reads it. What is typed ahead would stand in the midst of results;
     * it is shown at the next prompt.
     */
    private void echo(boolean on) {
        try {
            Attributes attributes = terminal.getAttributes();
            if (attributes.getLocalFlag(Attributes.LocalFlag.ECHO) != on) {
                attributes.setLocalFlag(Attributes.LocalFlag.ECHO, on);
                terminal.setAttributes(attributes);
            }
        } catch (IOError _) {
            // A terminal that has gone shows nothing.
        }
    }

    @Override
    public void lend() {
        if (echoes) {
            echo(true);
        }
    }

    @Override
    public boolean suggests() {
        return true;
    }

    @Override
    public boolean interrupt() {
        if (reading) {
            terminal.raise(Terminal.Signal.INT);
            return true;
        }
        return false;
    }

    @Override
    public void remember(String text) {
        history.add(text);
    }

    @Override
    public List<String> typed() {
        return history.typed();
    }

    @Override
    public Size size() {
        org.jline.terminal.Size size = terminal.getSize();
        return new Size(size.getColumns(), size.getRows());
    }

    @Override
    public void close() {
        signals.close();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

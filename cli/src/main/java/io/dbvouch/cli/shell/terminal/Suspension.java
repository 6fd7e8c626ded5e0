package io.dbvouch.cli.shell.terminal;

import io.dbvouch.cli.process.Signals;
import java.io.IOException;
import java.util.Objects;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * Ctrl-Z at the prompt: the program stops as others do, with the terminal as it was before, until the shell that it was started
 * from goes on with it. A terminal in raw mode does not do that by itself.
 */
final class Suspension {
    private static final String NAME = "suspend";
    private static final String KEY = "\u001A";

    private final LineReaderImpl reader;
    private final Terminal terminal;
    private final Attributes before;

    private Suspension(LineReaderImpl reader) {
        this.reader = reader;
        this.terminal = reader.getTerminal();
        this.before = terminal.getAttributes();
    }

    /** To be called before anything is read: the terminal is as it was then. */
    static void bind(LineReaderImpl reader) {
        Suspension suspension = new Suspension(reader);
        reader.getWidgets().put(NAME, suspension::suspend);
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN)).bind(new Reference(NAME), KEY);
    }

    private boolean suspend() {
        terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
        terminal.puts(Capability.keypad_local);
        terminal.writer().println();
        terminal.flush();
        terminal.setAttributes(before);
        stop();
        terminal.enterRawMode();
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
        reader.redrawLine();
        return true;
    }

    /** Stops the whole process group, as the terminal would. Where nobody could go on with it, the system does not let it stop. */
    private static void stop() {
        try {
            Signals.send("TSTP", 0).waitFor();
        } catch (IOException _) {
            // There is no shell, and nobody to go back to.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

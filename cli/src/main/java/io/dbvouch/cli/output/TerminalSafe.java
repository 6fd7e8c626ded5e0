package io.dbvouch.cli.output;

import java.io.IOException;

/**
 * Lets a terminal see data that was not made safe: control characters other than newline and tab, DEL, C1 and
 * bidirectional controls are shown escaped, all else passes.
 *
 * <p>Only for terminals: in a file or pipe the escapes would be wrong data.
 */
public final class TerminalSafe implements TextSink {
    private final TextSink terminal;

    public TerminalSafe(TextSink terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(char unit) throws IOException {
        if (isUnsafe(unit)) {
            terminal.write(Escapes.of(unit));
        } else {
            terminal.write(unit);
        }
    }

    @Override
    public void write(String text, int start, int end) throws IOException {
        int from = start;
        for (int i = start; i < end; i++) {
            char unit = text.charAt(i);
            if (isUnsafe(unit)) {
                terminal.write(text, from, i);
                terminal.write(Escapes.of(unit));
                from = i + 1;
            }
        }
        terminal.write(text, from, end);
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }

    private static boolean isUnsafe(char unit) {
        return Escapes.isUnsafe(unit) && unit != '\n' && unit != '\t';
    }
}

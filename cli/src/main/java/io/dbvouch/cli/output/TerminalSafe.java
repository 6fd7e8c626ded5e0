package io.dbvouch.cli.output;

import io.dbvouch.Utf8;
import java.io.IOException;

/**
 * Lets a terminal see data that was not made safe: control characters other than newline and tab, DEL, C1 and
 * bidirectional controls are shown escaped, and so are bytes that are no UTF-8; all else passes.
 *
 * <p>Only for terminals: in a file or pipe the escapes would be wrong data.
 */
public final class TerminalSafe implements TextSink {
    private final TextSink terminal;
    /** What was written last: the second half of a pair is not to be taken for a byte. */
    private char last;

    public TerminalSafe(TextSink terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(char unit) throws IOException {
        boolean kept = isKept(unit);
        last = unit;
        if (kept) {
            terminal.write(Escapes.ofByte(unit));
        } else if (isUnsafe(unit)) {
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
            boolean kept = isKept(unit);
            if (kept || isUnsafe(unit)) {
                terminal.write(text, from, i);
                terminal.write(kept ? Escapes.ofByte(unit) : Escapes.of(unit));
                from = i + 1;
            }
            last = unit;
        }
        terminal.write(text, from, end);
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }

    private boolean isKept(char unit) {
        return Utf8.isByte(unit) && !Character.isHighSurrogate(last);
    }

    private static boolean isUnsafe(char unit) {
        return Escapes.isUnsafe(unit) && unit != '\n' && unit != '\t';
    }
}

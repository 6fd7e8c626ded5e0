package io.dbvouch.cli;

import io.dbvouch.cli.output.TerminalText;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Logs for a terminal: what libraries log may come from a server. */
final class SafeFormatter extends SimpleFormatter {
    @Override
    public synchronized String format(LogRecord event) {
        return TerminalText.lines(super.format(event));
    }
}

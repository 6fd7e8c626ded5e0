package io.dbvouch.cli.shell;

import io.dbvouch.access.CopyReader.Sink;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sends the data of {@code COPY … FROM STDIN}, line by line; <code>\.</code> on a line of its own ends it. Of what somebody has
 * cancelled, the server takes nothing.
 */
final class CopyData {
    private static final byte[] END = {'\\', '.', '\n'};
    private static final byte[] END_WITH_RETURN = {'\\', '.', '\r', '\n'};
    private static final String CANCELLED = "canceled by user";
    private static final int PIECE = 64 * 1024;

    private final Shell shell;
    private final ScriptInput from;
    private final byte[] piece = new byte[PIECE];
    private int filled;

    CopyData(Shell shell, ScriptInput from) {
        this.shell = shell;
        this.from = from;
    }

    void send(Sink to) throws IOException {
        from.beginData();
        for (byte[] line = from.lineBytes(); line != null; line = from.lineBytes()) {
            if (shell.stopped()) {
                to.giveUp(CANCELLED);
                return;
            }
            boolean counted = from.equals(shell.source());
            if (counted) {
                shell.talk.line(shell.talk.line() + 1);
            }
            if (Arrays.equals(line, END) || Arrays.equals(line, END_WITH_RETURN)) {
                break;
            }
            add(line, to);
        }
        if (from.isInterrupted() || shell.stopped()) {
            to.giveUp(CANCELLED);
        } else {
            flush(to);
        }
    }

    private void add(byte[] line, Sink to) throws IOException {
        if (line.length > PIECE - filled) {
            flush(to);
        }
        if (line.length > PIECE) {
            to.write(line, 0, line.length);
        } else {
            System.arraycopy(line, 0, piece, filled, line.length);
            filled += line.length;
        }
    }

    private void flush(Sink to) throws IOException {
        if (filled > 0) {
            to.write(piece, 0, filled);
            filled = 0;
        }
    }
}

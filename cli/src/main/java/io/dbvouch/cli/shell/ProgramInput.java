package io.dbvouch.cli.shell;

import java.io.IOException;
import java.io.OutputStream;

/** What a program reads. It may end before it has read all, as head(1) does: the rest is dropped. */
final class ProgramInput extends OutputStream {
    private final OutputStream to;
    private boolean broken;

    ProgramInput(OutputStream to) {
        this.to = to;
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        attempt(() -> to.write(bytes, from, length));
    }

    @Override
    public void flush() {
        attempt(to::flush);
    }

    @Override
    public void close() {
        attempt(to::close);
    }

    private void attempt(Action action) {
        if (broken) {
            return;
        }
        try {
            action.run();
        } catch (IOException _) {
            broken = true;
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}

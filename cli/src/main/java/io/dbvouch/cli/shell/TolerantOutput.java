package io.dbvouch.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file, or what a program reads, which may come to its end before all is written: a disk is full, head(1) has seen enough. The
 * rest is dropped then, and it is for whoever writes to ask whether all of it arrived.
 */
final class TolerantOutput extends OutputStream {
    private final OutputStream to;
    private @Nullable IOException failure;

    TolerantOutput(OutputStream to) {
        this.to = to;
    }

    /** In words, why not all of it was taken; null where it was. */
    @Nullable
    String failure() {
        return failure == null ? null : Files.reason(failure);
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
        try {
            to.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    private void attempt(Action action) {
        if (failure != null) {
            return;
        }
        try {
            action.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}

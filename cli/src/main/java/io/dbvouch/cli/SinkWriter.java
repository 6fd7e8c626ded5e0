package io.dbvouch.cli;

import io.dbvouch.cli.output.TextSink;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Standard output for picocli's help. */
final class SinkWriter extends Writer {
    private final TextSink sink;
    private @Nullable IOException failure;

    SinkWriter(TextSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        keep(() -> sink.write(new String(buffer, offset, length)));
    }

    @Override
    public void flush() throws IOException {
        keep(sink::flush);
    }

    /** What went wrong first; null if nothing did. {@link java.io.PrintWriter} tells only that something did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    private interface Output {
        void put() throws IOException;
    }

    private void keep(Output output) throws IOException {
        try {
            output.put();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}

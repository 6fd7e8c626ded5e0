package io.dbvouch.cli;

import io.dbvouch.cli.output.TextSink;
import java.io.IOException;
import java.io.Writer;

/** Standard output for picocli's help. */
final class SinkWriter extends Writer {
    private final TextSink sink;

    SinkWriter(TextSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        sink.write(new String(buffer, offset, length));
    }

    @Override
    public void flush() throws IOException {
        sink.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}

package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where results go: standard output or a file. Data of {@code COPY} goes there as it is, also where it is no UTF-8, unless a
 * terminal would have to show it.
 */
final class QueryOutput implements AutoCloseable {
    private final TextSink text;
    private final @Nullable OutputStream file;

    private QueryOutput(TextSink text, @Nullable OutputStream file) {
        this.text = text;
        this.file = file;
    }

    static QueryOutput standard(TextSink out) {
        return new QueryOutput(out, null);
    }

    static QueryOutput file(Path path) throws IOException {
        OutputStream out = Files.newOutputStream(path);
        return new QueryOutput(new Utf8Sink(out), out);
    }

    boolean isStandard() {
        return file == null;
    }

    TextSink text() {
        return text;
    }

    void bytes(byte[] data) throws IOException {
        if (file == null) {
            text.write(new String(data, StandardCharsets.UTF_8));
        } else {
            text.flush();
            file.write(data);
        }
    }

    @Override
    public void close() throws IOException {
        text.flush();
        if (file != null) {
            file.close();
        }
    }
}

package io.dbvouch.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What was written to a sink, as text. */
final class Written {
    private Written() {}

    static String by(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Sink sink = new Utf8Sink(bytes)) {
            writing.writeTo(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String by(ResultFormat format, ResultTable table) {
        return by(sink -> format.write(table.source(), sink));
    }

    interface Writing {
        void writeTo(TextSink sink) throws IOException;
    }
}

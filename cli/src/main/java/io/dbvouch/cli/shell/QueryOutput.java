package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import io.dbvouch.cli.process.Subshell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where results go: standard output, a file or a program. Data of {@code COPY} goes there as it is, also where it is no UTF-8, unless a
 * terminal would have to show it.
 */
final class QueryOutput implements AutoCloseable {
    private final TextSink text;
    private final @Nullable TolerantOutput file;
    private final @Nullable Process program;

    private QueryOutput(TextSink text, @Nullable TolerantOutput file, @Nullable Process program) {
        this.text = text;
        this.file = file;
        this.program = program;
    }

    static QueryOutput standard(TextSink out) {
        return new QueryOutput(out, null, null);
    }

    static QueryOutput file(Path path) throws IOException {
        TolerantOutput out = new TolerantOutput(Files.newOutputStream(path));
        return new QueryOutput(new Utf8Sink(out), out, null);
    }

    /** What a program reads, which is over when it has ended. */
    static QueryOutput program(TolerantOutput input, Process program) {
        return new QueryOutput(new Utf8Sink(input), input, program);
    }

    boolean isStandard() {
        return file == null;
    }

    /** Whether a person sees it at once. */
    boolean isTerminal() {
        return text instanceof TerminalSafe;
    }

    TextSink text() {
        return text;
    }

    void bytes(byte[] data) throws IOException {
        if (file == null) {
            text.writeUtf8(data, 0, data.length);
        } else {
            text.flush();
            file.write(data);
        }
    }

    /** In words, why file or program has not taken all that was flushed; null where it has, and of standard output, which fails at once. */
    @Nullable
    String failure() {
        String failure = file == null ? null : file.failure();
        // Of a program that has ended, the JDK says so or otherwise, by how long ago that was.
        return failure == null || program == null ? failure : "Broken pipe";
    }

    /** How the program has ended, once this is closed; 0 where there is none. */
    int exitCode() {
        return program == null ? 0 : program.exitValue();
    }

    @Override
    public void close() throws IOException {
        text.flush();
        if (file != null) {
            file.close();
        }
        if (program != null) {
            Subshell.await(program);
        }
    }
}

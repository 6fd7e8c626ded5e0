package io.dbvouch.cli.shell;

import io.dbvouch.Utf8;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where lines come from: a file, or standard input. Data of {@code COPY} stands among them, as bytes. */
class ScriptInput {
    private final InputStream in;

    ScriptInput(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The script that reads from here, and how far it has come. */
    void readFor(SlashState state) {}

    /** Whether a person types it, who sees errors, and goes on. */
    boolean isTyped() {
        return false;
    }

    /** Whether the script goes on although somebody has pressed Ctrl-C. */
    boolean resume() {
        return false;
    }

    /**
     * Nothing of what was typed at once is run any more.
     *
     * @param rest what is left of the current line
     * @param why for whoever has typed it
     */
    void drop(String rest, String why) {}

    /** A text that came back from an editor is run. */
    void edited(String text) {}

    /** Data of {@code COPY} is to follow. */
    void beginData() throws IOException {}

    /** Whether Ctrl-C, and not their end, is why there are no more bytes. */
    boolean isInterrupted() {
        return false;
    }

    /** Shows a question together with the next line; false where somebody else has to show it. */
    boolean ask(String question) {
        return false;
    }

    /** The next line, without its newline; null at the end. */
    @Nullable
    String line() throws IOException {
        byte[] bytes = lineBytes();
        if (bytes == null) {
            return null;
        }
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
        return Utf8.decode(bytes, 0, end);
    }

    /** The next line, with its newline if it has one; null at the end. */
    byte @Nullable [] lineBytes() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c;
        while ((c = in.read()) >= 0) {
            line.write(c);
            if (c == '\n') {
                break;
            }
        }
        return c < 0 && line.size() == 0 ? null : line.toByteArray();
    }
}

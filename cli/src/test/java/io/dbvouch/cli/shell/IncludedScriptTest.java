package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.terminal.PlainLines;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that somebody at a prompt runs, on a server that has no other database. */
class IncludedScriptTest extends Conversation {
    @TempDir
    private Path folder;

    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int talk(Path startFile, String typed) throws IOException {
        next = () -> {
            throw new AccessException.Denied("there is no database \"other\"");
        };
        try (Shell shell = shell();
                PlainLines lines = typing(shell, typed)) {
            Dialogue dialogue = new Dialogue(shell, lines, live, () -> {});
            dialogue.runFirst(startFile);
            return dialogue.run();
        }
    }

    @Test
    void include_scriptThatCannotConnect_endsWithThoseAroundItAndThePromptGoesOn() throws IOException {
        Path inner = script("inner.sql", "\\c other\nselect 'inner';\n");
        Path outer = script("outer.sql", "\\i " + inner + "\nselect 'outer';\n");

        int exitCode = talk(folder.resolve("none"), "\\i " + outer + " \\\\ select 'same line';\nselect 'next';\n");

        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(session.sent).containsExactly("select 'next';");
        assertThat(said()).contains("psql:" + inner + ":1: Previous connection kept\n");
    }

    @Test
    void startFile_thatCannotConnect_endsAndThePromptGoesOn() throws IOException {
        Path startFile = script("shellrc", "\\c other\nselect 'start file';\n");

        assertThat(talk(startFile, "select 'typed';\n")).isEqualTo(ExitCode.DONE);
        assertThat(session.sent).containsExactly("select 'typed';");
    }

    @Test
    void startFile_inWhichTheConnectionIsLost_isTheEnd() throws IOException {
        Path startFile = script("shellrc", "select 'lost';\n");
        session.running = () -> {
            throw new AccessException.Unreachable("the connection is lost", new EOFException());
        };

        assertThat(talk(startFile, "select 'typed';\n")).isEqualTo(2);
        assertThat(said()).endsWith("error: connection to server was lost\n");
    }
}

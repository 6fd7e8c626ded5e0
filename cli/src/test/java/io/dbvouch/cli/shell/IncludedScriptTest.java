package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.PlainLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that somebody at a prompt runs, on a server that has no other database. */
class IncludedScriptTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeSession session = new FakeSession();

    @TempDir
    private Path folder;

    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int talk(Path startFile, String typed) throws IOException {
        FakeReconnection alone = new FakeReconnection(
                () -> {
                    throw new AccessException.Denied("there is no database \"other\"");
                },
                () -> false);
        try (Shell shell = Shells.shell(Map.of(), out, err, session, alone, () -> false);
                PlainLines lines =
                        new PlainLines(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), shell.out())) {
            LiveLine live = new LiveLine(out, new TerminalAbilities(false, false));
            Dialogue dialogue = new Dialogue(shell, lines, live, () -> {});
            dialogue.runFirst(startFile);
            return dialogue.run();
        }
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
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

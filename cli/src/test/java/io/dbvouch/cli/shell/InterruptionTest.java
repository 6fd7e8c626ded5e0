package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.ServerWords;
import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.Script.Action;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.PlainLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a script runs. */
class InterruptionTest {
    private static final ServerWords CANCELLED =
            new ServerWords("ERROR", "57014", "canceling statement due to user request", Map.of());

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeSession session = new FakeSession();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();

    private Shell shell() {
        return Shells.shell(
                Map.of(), out, err, session, new FakeReconnection(() -> session, ending::get), stopped::get);
    }

    private int run(Action... actions) throws IOException {
        try (Shell shell = shell()) {
            return new Script(shell).run(List.of(actions), false);
        }
    }

    private void talk(String typed) throws IOException {
        try (Shell shell = shell();
                PlainLines lines =
                        new PlainLines(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), shell.out())) {
            LiveLine live = new LiveLine(out, new TerminalAbilities(false, false));
            new Dialogue(shell, lines, live, () -> stopped.set(false)).run();
        }
    }

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("script"), text);
    }

    /** Ctrl-C while the second statement runs, which the server cancels. */
    private void cancelTheSecond() {
        session.running = () -> {
            if (session.sent.size() == 2) {
                stopped.set(true);
                session.refusing = CANCELLED;
            }
        };
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void file_interruptedStatement_namesItsLineAndRunsNothingElse() throws IOException {
        Path file = script("select 1;\nselect\n2;\nselect 3;\n");
        cancelTheSecond();

        assertThat(run(new Action.File(file.toString()))).isEqualTo(ExitCode.SQL_ERROR);

        assertThat(session.sent).containsExactly("select 1;", "select\n2;");
        assertThat(said())
                .isEqualTo(
                        "Cancel request sent\npsql:" + file + ":3: ERROR:  canceling statement due to user request\n");
    }

    @Test
    void include_interruptedStatement_namesItsLine() throws IOException {
        Path file = script("select 1;\nselect 2;\nselect 3;\n");
        cancelTheSecond();

        talk("\\i " + file + "\nselect 4;\n");

        assertThat(session.sent).containsExactly("select 1;", "select 2;", "select 4;");
        assertThat(said())
                .isEqualTo(
                        "Cancel request sent\npsql:" + file + ":2: ERROR:  canceling statement due to user request\n");
    }

    @Test
    void command_interruptedStatement_isToldAndTheNextNotRun() throws IOException {
        cancelTheSecond();

        run(new Action.Command("select 1"), new Action.Command("select 2"), new Action.Command("select 3"));

        assertThat(session.sent).containsExactly("select 1", "select 2");
        assertThat(said()).isEqualTo("Cancel request sent\nERROR:  canceling statement due to user request\n");
    }

    /** The statement was done before the server could cancel it. */
    @Test
    void file_interruptedBetweenStatements_namesTheLineThatWasTheLast() throws IOException {
        Path file = script("select 1;\nselect 2;\nselect 3;\n");
        session.running = () -> stopped.set(session.sent.size() == 2);

        talk("\\i " + file + "\n\\i " + file + "\n");

        assertThat(session.sent).hasSize(5).endsWith("select 1;", "select 2;", "select 3;");
        assertThat(said()).isEqualTo("psql:" + file + ":2: error: canceled by user\n");
    }

    @Test
    void file_programThatIsToldToEnd_saysNothing() throws IOException {
        Path file = script("select 1;\nselect 2;\nselect 3;\n");
        ending.set(true);
        cancelTheSecond();

        run(new Action.File(file.toString()));

        assertThat(session.sent).hasSize(2);
        assertThat(said()).isEmpty();
    }

    /** What has arrived so far would otherwise be taken for all there is. */
    @Test
    void file_interruptedInTheMidstOfData_givesTheServerNone() throws IOException {
        Path file = script("copy t from stdin;\n1\n2\n\\.\n");
        session.running = () -> stopped.set(true);

        run(new Action.File(file.toString()));

        assertThat(session.sent).containsExactly("copy t from stdin;", "nothing: canceled by user");
    }
}

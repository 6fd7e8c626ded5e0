package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.Script.Action;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeSession session = new FakeSession();

    private int run(String... commands) throws IOException {
        try (Shell shell =
                Shells.shell(Map.of(), out, err, session, new FakeReconnection(() -> session), () -> false)) {
            List<Action> actions =
                    List.of(commands).stream().<Action>map(Action.Command::new).toList();
            return new Script(shell).run(actions, false);
        }
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void encoding_asTheServerReportsIt_isShown() throws IOException {
        session.parameters.put("client_encoding", "UTF8");
        session.running = () -> session.parameters.put("client_encoding", "LATIN1");

        run("\\encoding", "\\encoding \"la'tin\"", "\\encoding", "\\echo :ENCODING");

        assertThat(shown()).isEqualTo("UTF8\nLATIN1\nLATIN1\n");
        assertThat(said()).isEmpty();
        assertThat(session.sent).containsExactly("set client_encoding to '\"la''tin\"'");
    }

    @Test
    void encoding_thatAStatementSets_isFollowed() throws IOException {
        session.running = () -> session.parameters.put("client_encoding", "WIN1252");

        run("\\echo :ENCODING", "set client_encoding = win1252", "\\echo :ENCODING");

        assertThat(shown()).isEqualTo("UTF8\nWIN1252\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SJIS", "shift_jis", "gb18030", "Big5"})
    void encoding_thatIsNotSpoken_isRefusedBeforeItIsSent(String name) throws IOException {
        int exitCode = run("\\encoding " + name, "\\encoding");

        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(said()).startsWith(name + ": not spoken here").hasLineCount(1);
        assertThat(shown()).isEqualTo("UTF8\n");
        assertThat(session.sent).isEmpty();
    }

    @Test
    void words_inAnotherEncoding_areWrittenAsBytes() throws IOException {
        run("\\warn caf\uDCE9", "\\echo caf\uDCE9");

        assertThat(err.toByteArray()).isEqualTo("café\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(out.toByteArray()).isEqualTo("café\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void file_whoseNameIsNoUtf8_isAnErrorOfTheCommand() throws IOException {
        int exitCode = run("\\i caf\uDCE9.sql", "\\o caf\uDCE9.txt", "\\echo on");

        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(err.toString(StandardCharsets.ISO_8859_1)).isEqualTo("""
            café.sql: Invalid or incomplete multibyte or wide character
            café.txt: Invalid or incomplete multibyte or wide character
            """);
        assertThat(shown()).isEqualTo("on\n");
    }
}

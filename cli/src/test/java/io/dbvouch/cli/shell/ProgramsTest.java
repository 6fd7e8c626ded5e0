package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.shell.Script.Action;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.PlainLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramsTest {
    private static final String REFUSAL =
            "programs are run from here only where the target's configuration says allow_shell = true\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeSession session = new FakeSession();
    private final Map<String, String> environment = new HashMap<>();

    /** An editor that notes what it is called with, and what lies where, and puts a statement in the file. */
    @BeforeEach
    void editor() throws IOException {
        Path editor = Files.writeString(folder.resolve("editor"), """
            printf '%s\\n' "$@" > "$SEEN"
            for file; do :; done
            ls -ld "$file" "$(dirname "$file")" >> "$SEEN"
            cat "$file" >> "$SEEN"
            echo "select 'edited';" > "$file"
            echo kept > "$file.swp"
            """);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("EDITOR", "sh '" + editor + "'");
        environment.put("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
        environment.put("SEEN", folder.resolve("seen").toString());
    }

    private Shell shell() {
        return Shells.shell(environment, out, err, session, new FakeReconnection(() -> session), () -> false);
    }

    private void type(String typed) throws IOException {
        try (Shell shell = shell();
                PlainLines lines =
                        new PlainLines(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), shell.out())) {
            new Dialogue(shell, lines, new LiveLine(out, new TerminalAbilities(false, false)), () -> {}).run();
        }
    }

    private void runScript(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script.sql"), script);
        try (Shell shell = shell()) {
            new Script(shell).run(List.of(new Action.File(file.toString())), false);
        }
    }

    private String seen() throws IOException {
        return Files.readString(folder.resolve("seen"));
    }

    @Test
    void edit_statement_isReadAnew() throws IOException {
        type("select 1\n\\e\n\\p\n");

        assertThat(session.sent).containsExactly("select 'edited';");
        assertThat(seen()).endsWith("\nselect 1\n");
    }

    @Test
    void edit_meanwhile_onlyThePersonCanRead() throws IOException {
        type("select 1\n\\e\n");

        assertThat(seen()).contains("\n-rw-------").contains("\ndrwx------");
    }

    @Test
    void edit_afterwards_leavesNothing() throws IOException {
        type("select 1\n\\e\n");

        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void edit_editorThatFails_runsNothingAndLeavesNothing() throws IOException {
        environment.put("EDITOR", "false");

        type("select 1\n\\e\n\\r\n");

        assertThat(session.sent).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void edit_editorThatIsNowhere_isNamed() throws IOException {
        environment.put("EDITOR", "dbvouch-has-no-such-editor");

        type("select 1\n\\e\n\\r\n");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("could not start editor \"dbvouch-has-no-such-editor\"\n");
    }

    @Test
    void edit_fileThatLooksLikeAnOption_isAFile() throws IOException {
        Path odd = Files.writeString(folder.resolve("+!ls 'x"), "select 1;");

        type("\\cd '" + folder + "'\n\\e '+!ls ''x' 7\n");

        assertThat(seen()).startsWith("+7\n" + odd + "\n");
        assertThat(session.sent).containsExactly("select 'edited';");
    }

    @Test
    void edit_orderOfVariables_isPsqls() throws IOException {
        environment.put("VISUAL", "false");
        environment.put("PSQL_EDITOR", environment.get("EDITOR"));
        environment.put("EDITOR", "false");

        type("select 1\n\\e\n");

        assertThat(session.sent).containsExactly("select 'edited';");
    }

    @Test
    void setenv_editorOfAScript_isNotRun() throws IOException {
        runScript(
                "\\setenv EDITOR 'touch " + folder.resolve("run") + ";:'\n\\setenv PSQL_EDITOR false\nselect 1\n\\e\n");

        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(session.sent).containsExactly("select 'edited';");
    }

    @Test
    void setenv_editorOfThePerson_isRun() throws IOException {
        type("\\setenv EDITOR 'touch " + folder.resolve("run") + ";:'\nselect 1\n\\e\n\\r\n");

        assertThat(folder.resolve("run")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch run",
                "\\o |touch run",
                "select 1 \\g |touch run",
                "\\w |touch run",
                "\\copy (select 1) to program 'touch run'",
                "\\copy t from program 'touch run'",
                "\\echo `touch run`"
            })
    void programs_whereTheConfigurationIsSilent_areRefusedByTheSettingsName(String line) throws IOException {
        type("\\cd '" + folder + "'\n" + line + "\n\\r\n");

        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith(": " + REFUSAL);
    }

    @Test
    void programs_whereTheConfigurationAllowsThem_runInTheShellsFolder() throws IOException {
        Path file = Files.writeString(
                folder.resolve("script.sql"), "\\cd '" + folder + "'\n\\! touch run\n\\echo `ls run; echo two`\n");
        try (Shell shell = shell()) {
            shell.allowPrograms();
            new Script(shell).run(List.of(new Action.File(file.toString())), false);
        }

        assertThat(folder.resolve("run")).exists();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("run\ntwo\n");
    }

    @Test
    void history_withoutOne_isEmpty() throws IOException {
        type("\\set QUIET on\n\\s '" + folder.resolve("history") + "'\n");

        assertThat(folder.resolve("history")).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("history"))))
                .isEqualTo("rw-------");
    }
}

package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.terminal.EditedLines;
import io.dbvouch.cli.shell.terminal.KeptLines;
import io.dbvouch.cli.shell.terminal.PlainLines;
import io.dbvouch.cli.shell.terminal.Statements.Behind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest extends Conversation {
    @Test
    void run_statementOfSeveralLines_isSentWhole() throws IOException {
        assertThat(talk("select 'a\nb', (\n1) -- c\n;\n")).isEqualTo(ExitCode.DONE);

        assertThat(session.sent).containsExactly("select 'a\nb', (\n1) -- c\n;");
        assertThat(shown()).isEqualTo("app=> app'> app(> app-> app=> \\q\n");
    }

    @Test
    void run_transaction_showsInThePrompt() throws IOException {
        session.status = TransactionStatus.FAILED;

        talk("\\echo\n");

        assertThat(shown()).isEqualTo("app=!> \napp=!> \\q\n");
    }

    @Test
    void run_singleSteps_waitForAnAnswerThatIsNoStatement() throws IOException {
        talk("\\set SINGLESTEP on\nselect 1;\n\nselect 2;\nx\nselect 3;\n");

        assertThat(session.sent).as("nobody has said yes to the last one").containsExactly("select 1;");
        assertThat(shown()).contains("select 2;\n***(press return to proceed or enter x and return to cancel)***");
    }

    @Test
    void run_endInTheMidstOfAStatement_sendsNothing() throws IOException {
        assertThat(talk("drop table orders\n")).isEqualTo(ExitCode.DONE);

        assertThat(session.sent).isEmpty();
    }

    @Test
    void run_errorWithErrorsThatStop_goesOn() throws IOException {
        assertThat(talk("\\set ON_ERROR_STOP on\n\\nonsense\nselect 1;\n")).isEqualTo(ExitCode.DONE);

        assertThat(session.sent).containsExactly("select 1;");
        assertThat(said()).isEqualTo("invalid command \\nonsense\n");
    }

    @Test
    void run_interruptedStatement_runsNothingMoreOfTheLineAndGoesOn() throws IOException {
        session.running = () -> stopped.set(session.sent.size() == 1);

        talk("select 1; select 2;\nselect 3;\n");

        assertThat(session.sent).containsExactly("select 1;", "select 3;");
    }

    @Test
    void run_watchedQuery_isSentUntilSomebodyHasSeenEnough() throws IOException {
        session.running = () -> stopped.set(session.sent.size() == 3);

        talk("select 1 \\watch 0.001\nselect 2;\n");

        assertThat(session.sent).containsExactly("select 1 ", "select 1 ", "select 1 ", "select 2;");
    }

    @Test
    void run_boundValues_areForOneQueryAlone() throws IOException {
        talk("select $1 \\bind 4 'a b' \\g\nselect 2;\nselect 3 \\parse p\n\\bind_named p 1 \\g\n\\close_prepared p\n");

        assertThat(session.sent)
                .containsExactly(
                        "WithValues[sql=select $1 , values=[4, a b]]",
                        "select 2;",
                        "Prepare[name=p, sql=select 3 ]",
                        "Prepared[name=p, values=[1]]",
                        "Close[name=p]");
    }

    @Test
    void run_ownCommands_tellWhoItIsAndWhatIsOnRecord() throws IOException {
        talk("\\whoami\n\\ledger\n");

        assertThat(shown()).contains("person  ari\n", "session.opened\n");
    }

    @ParameterizedTest
    @CsvSource({"quit", "exit;", "\\q"})
    void run_leaving_readsNothingMore(String word) throws IOException {
        talk(word + "\nselect 1;\n");

        assertThat(session.sent).isEmpty();
    }

    @Test
    void run_leavingWithinAStatement_isExplained() throws IOException {
        talk("select\nquit\n;\n");

        assertThat(session.sent).containsExactly("select\nquit\n;");
        assertThat(shown()).contains("Use \\q to quit or press control-C to clear the input buffer.\n");
    }

    @Test
    void run_endsThatAreIgnored_areCounted() throws IOException {
        talk("\\set IGNOREEOF 2\n");

        assertThat(shown()).contains("Use \"\\q\" to leave dbvouch.\n");
    }

    @Test
    void run_endOfWhatIsTyped_isShownUnlessQuiet() throws IOException {
        talk("select\n");
        assertThat(shown()).isEqualTo("app=> app-> \\q\n");
        out.reset();
        talk("\\set QUIET on\n");

        assertThat(shown()).isEqualTo("app=> app=> \n");
        assertThat(session.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\set IGNOREEOF 2\rselect\r\u00041;\r\u0004\u0004",
                "\\set IGNOREEOF 2\r\u0004select\r\u00041;\r\u0004\u0004",
                "\\set IGNOREEOF 3\r\u0004\u0004select\r\u0004\u00041;\r\u0004\u0004\u0004",
            })
    void run_endBelowLinesThatIsIgnored_keepsThem(String typed, @TempDir Path folder) throws IOException {
        KeptLines kept = new KeptLines(folder.resolve("kept"), _ -> {});

        try (Shell shell = shell();
                EditedLines lines = EditedLines.over(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream(),
                        kept,
                        false)) {
            new Dialogue(shell, lines, live, () -> stopped.set(false)).run();
        }

        assertThat(session.sent).containsExactly("select\n1;");
        assertThat(shown()).contains("Use \"\\q\" to leave dbvouch.\n").endsWith("\\q\n");
    }

    @Test
    void run_copyOfTypedData_takesTheLinesUpToItsEnd() throws IOException {
        talk("copy t from stdin;\n1\n2\n\\.\nselect 1;\n");

        assertThat(session.sent).containsExactly("copy t from stdin;", "data 1\n2\n", "select 1;");
        assertThat(shown()).contains("End with a backslash and a period", ">> >> >> app=> ");
    }

    @Test
    void run_copyOfTypedDataThatIsInterrupted_isGivenUp() throws IOException {
        try (Shell shell = shell();
                InterruptedTyping typing =
                        new InterruptedTyping("copy t from stdin;", "1", InterruptedTyping.CTRL_C, "select 1;");
                PlainLines lines = new PlainLines(typing, shell.out())) {
            typing.interrupts(lines::interrupt);
            new Dialogue(shell, lines, live, () -> stopped.set(false)).run();
        }

        assertThat(session.sent).containsExactly("copy t from stdin;", "nothing: canceled by user", "select 1;");
    }

    @Test
    void run_question_isAskedAndItsAnswerIsNoStatement() throws IOException {
        talk("\\prompt 'Which? ' it\nselect 1;\n\\echo :it\n");

        assertThat(session.sent).isEmpty();
        assertThat(shown()).contains("Which? ", "select 1;\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\prompt x", "\\prompt 'Which? ' x"})
    void run_questionThatIsInterrupted_hasNoAnswerAndWhatIsTypedNextIsRun(String question) throws IOException {
        try (Shell shell = shell();
                InterruptedTyping typing = new InterruptedTyping(question, InterruptedTyping.CTRL_C, "select 1;");
                PlainLines lines = new PlainLines(typing, shell.out())) {
            typing.interrupts(lines::interrupt);
            new Dialogue(shell, lines, live, () -> stopped.set(false)).run();

            assertThat(shell.variables.get("x")).isNull();
        }

        assertThat(session.sent).containsExactly("select 1;");
    }

    @Test
    void run_questionWithoutText_takesOneLineWhateverStandsInIt() throws IOException {
        talk("\\prompt it\nselect 'a\n\\echo :it\n");

        assertThat(session.sent).isEmpty();
        assertThat(shown()).isEqualTo("app=> app=> select 'a\napp=> \\q\n");
    }

    @Test
    void runFirst_file_isRunAndItsErrorsNameIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("shellrc"), "\\set PROMPT1 'hi> '\n\\nonsense\n");
        try (Shell shell = shell();
                PlainLines lines = typing(shell, "")) {
            Dialogue dialogue = new Dialogue(shell, lines, live, () -> {});
            dialogue.runFirst(file);
            dialogue.runFirst(folder.resolve("none"));
            dialogue.run();
        }

        assertThat(shown()).isEqualTo("hi> \\q\n");
        assertThat(said()).isEqualTo("psql:" + file + ":2: error: invalid command \\nonsense\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        select 1;       | true  | app=>
        select 1        | false | app->
        select 'a       | false | app'>
        select "a       | false | app">
        select (1       | false | app(>
        select $x$ a    | false | app$>
        select /* a     | false | app*>
        -- a            | true  | app=>
        \\d t           | true  | app=>
        select 1 \\p    | true  | app->
        select 1 \\g    | true  | app=>
        select 1; sel   | false | app->
        ``              | true  | app=>
        """)
    void behind_texts_areCompleteOrGoOn(String text, boolean complete, String prompt) throws IOException {
        try (Shell shell = shell();
                PlainLines lines = typing(shell, "")) {
            TypedInput input = new TypedInput(shell, lines, () -> {});

            assertThat(input.behind(text)).isEqualTo(new Behind(complete, prompt + " "));
        }
    }
}

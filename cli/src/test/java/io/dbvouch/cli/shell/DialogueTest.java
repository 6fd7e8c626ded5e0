package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.output.TerminalAbilities;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.session.SqlSession;
import io.dbvouch.cli.shell.terminal.EditedLines;
import io.dbvouch.cli.shell.terminal.KeptLines;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.PlainLines;
import io.dbvouch.cli.shell.terminal.Statements.Behind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeSession session = new FakeSession();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private Supplier<SqlSession> next = () -> session;

    private final LiveLine live = new LiveLine(out, new TerminalAbilities(false, false));

    private Shell shell() {
        return Shells.shell(
                Map.of("HOME", "/nowhere"),
                out,
                err,
                session,
                new FakeReconnection(() -> next.get(), ending::get),
                stopped::get);
    }

    private PlainLines typing(Shell shell, String text) {
        return new PlainLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), shell.out());
    }

    private int talk(String typed) throws IOException {
        try (Shell shell = shell();
                PlainLines lines = typing(shell, typed)) {
            return new Dialogue(shell, lines, live, () -> stopped.set(false)).run();
        }
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

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
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("invalid command \\nonsense\n");
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

    private void loseTheConnection() {
        session.running = () -> {
            throw new AccessException.Unreachable("lost", new EOFException());
        };
    }

    @Test
    void run_connectionThatIsLost_isMadeAgainAndWhatIsTypedNextGoesThere() throws IOException {
        FakeSession other = new FakeSession();
        loseTheConnection();
        next = () -> other;

        assertThat(talk("begin;\nselect 2;\n\\conninfo\n")).isEqualTo(ExitCode.DONE);

        assertThat(session.sent).containsExactly("begin;");
        assertThat(other.sent).containsExactly("select 2;");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
            SSL connection has been closed unexpectedly
            The connection to the server was lost. Attempting reset: Succeeded.
            """);
    }

    /** Loses the connection with the second statement; there is another one after that. */
    private FakeSession loseTheSecondStatement(TransactionStatus then) {
        FakeSession other = new FakeSession();
        session.running = () -> {
            session.status = then;
            if (session.sent.size() == 2) {
                throw new AccessException.Unreachable("lost", new EOFException());
            }
        };
        next = () -> other;
        return other;
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_TRANSACTION", "FAILED"})
    void run_connectionThatIsLostInATransaction_runsNothingElseOfTheLine(TransactionStatus then) throws IOException {
        FakeSession other = loseTheSecondStatement(then);

        talk("begin; update a; update b; commit;\nselect 1;\n");

        assertThat(session.sent).containsExactly("begin;", "update a;");
        assertThat(other.sent).containsExactly("select 1;");
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("""
            Attempting reset: Succeeded.
            What else was typed was not run: the transaction that it belonged to is gone.
            """);
    }

    @Test
    void run_connectionThatIsLostInATransaction_runsNothingElseOfAPaste(@TempDir Path folder) throws IOException {
        FakeSession other = loseTheSecondStatement(TransactionStatus.IN_TRANSACTION);
        String pasted = "\u001B[200~begin;\nupdate a\n; update b;\n\\echo not this\ncommit;\u001B[201~\rselect 1;\r";
        KeptLines kept = new KeptLines(folder.resolve("kept"), _ -> {});

        try (Shell shell = shell();
                EditedLines lines = EditedLines.over(
                        new ByteArrayInputStream(pasted.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream(),
                        kept,
                        false)) {
            new Dialogue(shell, lines, live, () -> stopped.set(false)).run();
        }

        assertThat(session.sent).containsExactly("begin;", "update a\n;");
        assertThat(other.sent).containsExactly("select 1;");
        assertThat(shown()).doesNotContain("not this");
    }

    @Test
    void run_connectionThatIsLostInATransactionAtTheEndOfTheLine_hasNothingElseToTell() throws IOException {
        FakeSession other = loseTheSecondStatement(TransactionStatus.IN_TRANSACTION);

        talk("begin; update a; \nselect 1;\n");

        assertThat(other.sent).containsExactly("select 1;");
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("Attempting reset: Succeeded.\n");
    }

    @Test
    void run_connectionThatIsLostOutsideATransaction_goesOnWithTheLine() throws IOException {
        FakeSession other = loseTheSecondStatement(TransactionStatus.IDLE);

        talk("select 1; select 2; select 3;\n");

        assertThat(other.sent).containsExactly("select 3;");
    }

    /** Such as after a machine has slept: the statements behind it would each be on its own. */
    @ParameterizedTest
    @ValueSource(strings = {"begin;", "/* a */ BEGIN isolation level serializable;", "start transaction;"})
    void run_connectionThatIsLostAsATransactionBegins_runsNothingElseOfTheLine(String begin) throws IOException {
        FakeSession other = new FakeSession();
        loseTheConnection();
        next = () -> other;

        talk(begin + " update a; commit;\nselect 1;\n");

        assertThat(other.sent).containsExactly("select 1;");
    }

    @Test
    void run_connectionThatIsLostWithoutAutocommit_runsNothingElseOfTheLine() throws IOException {
        FakeSession other = new FakeSession();
        loseTheConnection();
        next = () -> other;

        talk("\\set AUTOCOMMIT off\nupdate a; update b; commit;\n");

        assertThat(session.sent).containsExactly("BEGIN");
        assertThat(other.sent).isEmpty();
    }

    @Test
    void run_connectionThatIsReset_isToldInLibpqsWords() throws IOException {
        session.running = () -> {
            throw new AccessException.Unreachable("lost", new SocketException("Connection reset"));
        };
        next = FakeSession::new;

        talk("select 1;\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("""
            server closed the connection unexpectedly
            \tThis probably means the server terminated abnormally
            \tbefore or while processing the request.
            The connection\
            """);
    }

    @Test
    void run_connectionThatCannotBeMadeAgain_saysWhyAndIsTriedWithTheNextStatement() throws IOException {
        FakeSession other = new FakeSession();
        AtomicInteger attempts = new AtomicInteger();
        loseTheConnection();
        next = () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new AccessException.SignInNeeded("the sign-in has expired").hint("dbvouch login");
            }
            return other;
        };

        talk("select 1;\nselect 2;\nselect 3;\n");

        assertThat(session.sent).containsExactly("select 1;");
        assertThat(other.sent).containsExactly("select 2;", "select 3;");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
            SSL connection has been closed unexpectedly
            The connection to the server was lost. Attempting reset: Failed.
            the sign-in has expired
              try: dbvouch login
            There is no connection to the server. Attempting reset: Succeeded.
            """);
    }

    /** Loses the connection with the first statement; attempts to make another one fail until {@code attempts} is negative. */
    private FakeSession loseTheConnectionFor(AtomicInteger attempts) {
        FakeSession other = new FakeSession();
        loseTheConnection();
        next = () -> {
            if (attempts.getAndDecrement() > 0) {
                throw new AccessException.Unreachable("connection refused");
            }
            return other;
        };
        return other;
    }

    @Test
    void run_withoutAConnection_saysSoWhereverItIsAsked() throws IOException {
        FakeSession other = loseTheConnectionFor(new AtomicInteger(1));

        talk("""
            select 1;
            \\conninfo
            \\whoami
            \\echo :DBNAME :USER :HOST :PORT :ENCODING :SERVER_VERSION_NAME :SERVER_VERSION_NUM
            select
            2;
            \\echo :DBNAME :SERVER_VERSION_NUM
            """);

        assertThat(shown()).startsWith("""
            app=> !?> You are currently not connected to a database.
            !?> You are currently not connected to a database.
            !?> :DBNAME :USER :HOST :PORT :ENCODING :SERVER_VERSION_NAME :SERVER_VERSION_NUM
            !?> -?> app=> app 180006
            app=>\
            """);
        assertThat(other.sent).containsExactly("select\n2;");
    }

    @Test
    void run_prompts_nameWhomTheSessionIsWith() throws IOException {
        talk("""
            \\set PROMPT1 '%n@%M(%m):%> %/ %~ %p%R%# '
            \\setenv PGDATABASE other
            \\setenv PGDATABASE app
            """);

        assertThat(shown()).isEqualTo("""
            app=> ari@db.example.com(db):5432 app app 4711=> \
            ari@db.example.com(db):5432 app app 4711=> \
            ari@db.example.com(db):5432 app ~ 4711=> \\q
            """);
    }

    @Test
    void run_promptsWithoutAConnection_nameNobody() throws IOException {
        loseTheConnectionFor(new AtomicInteger(1));

        talk("\\set PROMPT1 '[%M%m%>%n%p%/%~%#%R%x]'\nselect 1;\n");

        assertThat(shown()).endsWith("[>!?]\\q\n");
    }

    @Test
    void run_connectionThatStillCannotBeMade_isTriedOncePerLine() throws IOException {
        FakeSession other = loseTheConnectionFor(new AtomicInteger(2));

        talk("select 1;\nbegin; delete from t; rollback;\nselect 2;\n");

        assertThat(other.sent).containsExactly("select 2;");
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("""
            There is no connection to the server. Attempting reset: Failed.
            connection refused
            What else was typed was not run: there is no connection.
            There is no connection to the server. Attempting reset: Succeeded.
            """);
    }

    @Test
    void run_connectionThatCannotBeMadeAgain_isNotTriedAgainForTheSameLine() throws IOException {
        FakeSession other = loseTheConnectionFor(new AtomicInteger(1));

        talk("select 1; select 2;\nselect 3;\n");

        assertThat(other.sent).containsExactly("select 3;");
    }

    @Test
    void run_scriptWithoutAConnection_isNotRunAndTheShellGoesOn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), "begin;\ndelete from t;\n\\echo not this\n");
        FakeSession other = loseTheConnectionFor(new AtomicInteger(2));

        assertThat(talk("select 1;\n\\i " + file + " \\echo nor this\nselect 2;\n"))
                .isEqualTo(ExitCode.DONE);

        assertThat(other.sent).containsExactly("select 2;");
        assertThat(shown()).doesNotContain("this");
    }

    @Test
    void run_scriptWithoutAConnection_makesOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), "begin;\ndelete from t;\n");
        FakeSession other = loseTheConnectionFor(new AtomicInteger(1));

        talk("select 1;\n\\i " + file + "\n");

        assertThat(other.sent).containsExactly("begin;", "delete from t;");
    }

    @Test
    void run_interruptedWhileAConnectionIsMade_sendsNothing() throws IOException {
        FakeSession other = new FakeSession();
        AtomicInteger attempts = new AtomicInteger();
        loseTheConnection();
        next = () -> {
            switch (attempts.incrementAndGet()) {
                case 1 -> throw new AccessException.Unreachable("connection refused");
                case 2 -> stopped.set(true);
                default -> throw new AssertionError("there is a connection");
            }
            return other;
        };

        talk("select 1;\ndelete from t; select 2;\nselect 3;\n");

        assertThat(other.sent).containsExactly("select 3;");
    }

    @Test
    void run_connectWithoutAConnection_makesOne() throws IOException {
        FakeSession other = loseTheConnectionFor(new AtomicInteger(2));

        talk("select 1;\n\\c\n\\c\nselect 2;\n");

        assertThat(other.sent).containsExactly("select 2;");
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("Previous connection kept");
        assertThat(shown()).contains("You are now connected to database \"app\" as user \"ari\".");
    }

    /** To end the program closes the connection first. */
    @Test
    void run_connectionThatIsLostAsTheProgramEnds_isNotTold() throws IOException {
        loseTheConnection();
        ending.set(true);
        next = () -> {
            throw new AssertionError("nobody is to connect again");
        };

        assertThat(talk("begin;\nselect 2;\n")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void run_connectionThatIsLostInAScript_endsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), "begin;\ndelete from t;\n");
        loseTheConnection();

        assertThat(talk("\\i " + file + "\nselect 1;\n")).isEqualTo(2);

        assertThat(session.sent).containsExactly("begin;");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("psql:" + file + ":1: error: connection to server was lost\n");
    }

    /** Such as while its result is in the pager. */
    @ParameterizedTest
    @ValueSource(strings = {"select 1;\n", "select 1 \\g \\prompt 'Which? ' it\n", "copy t from stdin;\n"})
    void run_sessionThatIsOverBeforeAnybodyTypes_asksForNothingMore(String typed) {
        session.running = () -> session.over = true;

        assertThatExceptionOfType(AccessException.Failed.class)
                .isThrownBy(() -> talk(typed + "select 2;\n"))
                .withMessage("the session is over");

        assertThat(session.sent).hasSize(1);
        assertThat(shown()).startsWith("app=> ").doesNotContain("Which?", ">> ").doesNotEndWith("=> app=> ");
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

    @Test
    void run_endBelowLinesThatIsIgnored_keepsThem(@TempDir Path folder) throws IOException {
        String typed = "\\set IGNOREEOF 2\rselect\r\u00041;\r\u0004\u0004";
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
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("psql:" + file + ":2: error: invalid command \\nonsense\n");
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

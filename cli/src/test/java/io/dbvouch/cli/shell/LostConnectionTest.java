package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.process.ExitCode;
import io.dbvouch.cli.shell.terminal.EditedLines;
import io.dbvouch.cli.shell.terminal.KeptLines;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens at the prompt when there is no connection any more, and when another one is made. */
class LostConnectionTest extends Conversation {
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
        assertThat(said()).isEqualTo("""
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
        assertThat(said()).endsWith("""
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
        assertThat(said()).endsWith("Attempting reset: Succeeded.\n");
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

        assertThat(said()).startsWith("""
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
        assertThat(said()).isEqualTo("""
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
        assertThat(said()).endsWith("""
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
        assertThat(said()).doesNotContain("Previous connection kept");
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

        assertThat(said()).isEmpty();
    }

    @Test
    void run_connectionThatIsLostInAScript_endsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), "begin;\ndelete from t;\n");
        loseTheConnection();

        assertThat(talk("\\i " + file + "\nselect 1;\n")).isEqualTo(2);

        assertThat(session.sent).containsExactly("begin;");
        assertThat(said()).endsWith("psql:" + file + ":1: error: connection to server was lost\n");
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
}

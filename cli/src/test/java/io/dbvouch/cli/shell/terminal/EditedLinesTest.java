package io.dbvouch.cli.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.shell.assist.Suggestions;
import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditedLinesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private List<String> offered = List.of();
    private int inPlaceOf;
    private KeptLines kept = new KeptLines(Path.of("nowhere"), _ -> {});

    @BeforeEach
    void keep() {
        kept = new KeptLines(folder.resolve("kept"), _ -> {});
    }

    /** Statements end in a semicolon, and the next line's prompt is the number of lines. */
    private final Statements statements = new Statements() {
        @Override
        public String prompt() {
            return "100%> ";
        }

        @Override
        public Behind behind(String lines) {
            return new Behind(lines.endsWith(";"), lines.lines().count() + "> ");
        }

        @Override
        public Suggestions suggest(String text, int cursor) {
            return offered.isEmpty()
                    ? new Suggestions(0, List.of(new Suggestion("select", true)))
                    : new Suggestions(
                            cursor - inPlaceOf,
                            offered.stream()
                                    .map(each -> new Suggestion(each, true))
                                    .toList());
        }

        @Override
        public boolean mayBeKept(String text) {
            return !text.startsWith(" ");
        }
    };

    /** Keys, and then none: a terminal does not end behind the last one. */
    private static InputStream typing(String keys) {
        return typing(keys, new CountDownLatch(1));
    }

    /**
     * Keys, and then none.
     *
     * @param taken counted down once the terminal has all of them
     */
    private static InputStream typing(String keys, CountDownLatch taken) {
        return new SequenceInputStream(
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    private final CountDownLatch never = new CountDownLatch(1);

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        return read();
                    }

                    @Override
                    public int read() throws IOException {
                        taken.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        return -1;
                    }
                });
    }

    private List<Typed> typed(String keys) throws IOException {
        List<Typed> all = new ArrayList<>();
        InputStream in = typing(keys);
        try (EditedLines lines = EditedLines.over(in, shown, kept, false)) {
            Typed next;
            do {
                next = lines.statement(statements);
                all.add(next);
            } while (!(next instanceof Typed.End));
        }
        return all;
    }

    private static Typed text(String text) {
        return new Typed.Text(text);
    }

    @Test
    void statement_untilItIsComplete_isOneText() throws IOException {
        assertThat(typed("select\r 日本;\r\u0004")).containsExactly(text("select\n 日本;"), new Typed.End());
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("100%> ", "1> ");
    }

    @Test
    void statement_tab_completesTheOnlyOne() throws IOException {
        assertThat(typed("se\t1;\r\u0004")).containsExactly(text("select 1;"), new Typed.End());
    }

    @Test
    void statement_tab_putsQuotesAroundWhatWasTypedWithout() throws IOException {
        offered = List.of("'my file'");
        inPlaceOf = 2;

        assertThat(typed("read my\t;\r\u0004")).containsExactly(text("read 'my file' ;"), new Typed.End());
    }

    @Test
    void statement_tabWithSeveralInQuotes_writesWhatTheyHaveInCommon() throws IOException {
        offered = List.of("'my file", "'my folder/");
        inPlaceOf = 2;

        assertThat(typed("read my\t;\r\u0004")).containsExactly(text("read 'my f;"), new Typed.End());
    }

    @Test
    void statement_upwards_isTheOneBefore() throws IOException {
        assertThat(typed("a\r1;\r b;\r\u001BOA\r\u0004"))
                .containsExactly(text("a\n1;"), text(" b;"), text("a\n1;"), new Typed.End());
        assertThat(kept.last(10)).containsExactly("a\n1;", "a\n1;");
    }

    @Test
    void statement_exclamationMarksAndBackslashes_areNothingSpecial() throws IOException {
        assertThat(typed("!! \\d !1 \\\\;\r\u0004")).containsExactly(text("!! \\d !1 \\\\;"), new Typed.End());
    }

    /** As PuTTY, the Linux console and xterm send them: Home, End, Delete, Control with an arrow, Alt with an arrow. */
    @ParameterizedTest
    @CsvSource({
        "ec;^[[1~sel^[[4~, selec;",
        "ec;^[[7~sel^[[8~, selec;",
        "ec;^[[Hsel^[[F, selec;",
        "x ab;^[[1;5Dc, x cab;",
        "x ab;^[[1~^[[1;3Cc, xc ab;",
        "xa;^[[1~^[[3~, a;"
    })
    void statement_keysThatTerminalsSendDifferently_moveTheCursor(String keys, String text) throws IOException {
        assertThat(typed(keys.replace("^[", "\u001B") + "\r\u0004")).containsExactly(text(text), new Typed.End());
    }

    /**
     * By psql 15 with readline 8.2: Alt-Backspace, Ctrl-W, Ctrl-W and Ctrl-Y, Alt-B, Control with an arrow, Alt-D, Alt-F, Alt-U.
     */
    @ParameterizedTest
    @CsvSource({
        "where x_y>=10^[^?!;, where x_y>=!;",
        "where x_y>=10^[^?^[^?!;, where x_!;",
        "where x_y>=10^W!;, where !;",
        "where x_y>=10  ^W^W^Y!;, where x_y>=10  !;",
        "where x_y>=10;^[b!, where x_y>=!10;",
        "where x_y>=10;^[b^[b!, where x_!y>=10;",
        "where x_y>=10;^[[1;5D^[[1;5D!, where x_!y>=10;",
        "where x_y>=10;^A^[d!, ! x_y>=10;",
        "where x_y>=10;^A^[d^[d!, !_y>=10;",
        "where x_y>=10;^A^[f^[f!, where x!_y>=10;",
        "where x_y>=10;^A^[f^[f^[[1;5C!, where x_y!>=10;",
        "where x_y>=10;^A^[u!, WHERE! x_y>=10;"
    })
    void statement_keysForWords_areReadlines(String keys, String text) throws IOException {
        String sent = keys.replace("^[", "\u001B")
                .replace("^?", "\u007F")
                .replace("^W", "\u0017")
                .replace("^Y", "\u0019")
                .replace("^A", "\u0001");
        assertThat(typed(sent + "\r\u0004")).containsExactly(text(text), new Typed.End());
    }

    /** Insert, Page Up, Control with an arrow upwards, Shift with F5, F12. */
    @ParameterizedTest
    @ValueSource(strings = {"[2~", "[5~", "[1;5A", "[15;2~", "[24~"})
    void statement_keysThatMeanNothing_areNotText(String key) throws IOException {
        assertThat(typed("a\u001B" + key + "b;\u001B[Hc\r\u0004")).containsExactly(text("cab;"), new Typed.End());
    }

    /** What begins as keys do, and goes on otherwise, is not the end. */
    @ParameterizedTest
    @ValueSource(strings = {"\u001Bé", "\u001B[1;é", "\u001B[é", "\u001BOé", "\u001B[1;2!", "\u0018é"})
    void statement_keysThatAreUnknown_endNothing(String keys) throws IOException {
        assertThat(typed("a" + keys + "b;\r\u0004"))
                .hasSize(2)
                .first()
                .asString()
                .contains("a", "b;");
    }

    /** Nothing of what there is to choose from is written into the statement. */
    @Test
    void statement_secondTab_onlyLists() throws IOException {
        offered = List.of("orders", "items");

        assertThat(typed("drop table \t\tx;\r\u0004")).containsExactly(text("drop table x;"), new Typed.End());
    }

    @Test
    void statement_endBelowOtherLines_isOneAndKeepsThem() throws IOException {
        InputStream in = typing("select\r\u00041;\rselect\r2\u0004;\r\u0004");
        try (EditedLines lines = EditedLines.over(in, shown, kept, false)) {
            assertThat(lines.statement(statements)).isEqualTo(new Typed.End("select\n"));
            assertThat(lines.statement(statements)).isEqualTo(text("select\n1;"));
            assertThat(lines.statement(statements)).isEqualTo(text("select\n2;"));
            assertThat(lines.statement(statements)).isEqualTo(new Typed.End());
        }
    }

    /** What is shown, without what sets the terminal up. */
    private String drawn() {
        return shown.toString(StandardCharsets.UTF_8).replaceAll("\u001B(\\[[?0-9;]*[a-zA-Z]|[=>])", "");
    }

    @Test
    void statement_keysThatAreThereAtOnce_areDrawnOnce() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        InputStream in = typing("update a\rset b = 1;\rselect 2;\r", taken);
        try (EditedLines lines = EditedLines.over(in, shown, kept, true)) {
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
            // The terminal itself has echoed them.
            shown.reset();
            assertThat(lines.statement(statements)).isEqualTo(text("update a\nset b = 1;"));
            assertThat(lines.statement(statements)).isEqualTo(text("select 2;"));
        }

        assertThat(drawn().replace("\r", "")).isEqualTo("100%> update a\n1> set b = 1;\n100%> select 2;\n");
    }

    /** Of a key that sends several characters, the first may be all that there is. */
    @ParameterizedTest
    @ValueSource(strings = {"select", "select\u001B", "select\u001B[1;"})
    void statement_keysBehindWhichThereIsNone_areDrawn(String keys) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        OutputStream screen = new OutputStream() {
            @Override
            public synchronized void write(int b) {
                shown.write(b);
                if (taken.getCount() == 0 && drawn().contains("100%> select")) {
                    seen.countDown();
                }
            }
        };
        try (EditedLines lines = EditedLines.over(typing(keys, taken), screen, kept, false)) {
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
            Thread reader = Thread.ofPlatform().daemon().start(() -> lines.statement(statements));
            assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.interrupt()).isTrue();
            reader.join();
        }
    }

    /** Somebody at a terminal, who types while nobody reads, too. */
    private static final class Person extends InputStream {
        private final SynchronousQueue<byte[]> typed = new SynchronousQueue<>();

        /** Returns when the terminal has taken it. */
        void types(String keys) throws InterruptedException {
            typed.put(keys.getBytes(StandardCharsets.UTF_8));
            // The terminal asks for more when it has done with what it had.
            typed.put(new byte[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                byte[] keys = typed.take();
                System.arraycopy(keys, 0, into, from, keys.length);
                return keys.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void statement_keysTypedAhead_areShownByTheNextPromptAlone() throws Exception {
        Person person = new Person();
        try (EditedLines lines = EditedLines.over(person, shown, kept, false)) {
            person.types("1;\r");
            assertThat(lines.statement(statements)).isEqualTo(text("1;"));
            shown.reset();
            person.types("2;\r");
            assertThat(shown.toByteArray()).isEmpty();

            assertThat(lines.statement(statements)).isEqualTo(text("2;"));
        }
        assertThat(drawn().replace("\r", "")).isEqualTo("100%> 2;\n");
    }

    @Test
    void lend_program_hasATerminalThatShowsWhatIsTyped() throws Exception {
        Person person = new Person();
        try (EditedLines lines = EditedLines.over(person, shown, kept, false)) {
            person.types("1;\r");
            assertThat(lines.statement(statements)).isEqualTo(text("1;"));
            shown.reset();
            lines.lend();
            person.types("3;\r");
            assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("3;\r\n");

            // Only until the next text.
            assertThat(lines.statement(statements)).isEqualTo(text("3;"));
            shown.reset();
            person.types("4;\r");
            assertThat(shown.toByteArray()).isEmpty();
        }
    }

    @Test
    void line_answer_isNeitherKeptNorOffered() throws IOException {
        InputStream in = typing("hunter2\r\u001BOA;\r");
        try (EditedLines lines = EditedLines.over(in, shown, kept, true)) {
            assertThat(lines.line("Password? ")).isEqualTo(text("hunter2"));
            assertThat(lines.statement(statements)).isEqualTo(text(";"));
        }
        assertThat(kept.last(10)).containsExactly(";");
    }
}

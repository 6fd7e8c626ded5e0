package io.dbvouch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that says whatever a test wants. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireConnectionTest {
    private static List<String> answers(WireConnection wire) {
        List<String> all = new ArrayList<>();
        while (true) {
            Answer answer = wire.next();
            all.add(
                    switch (answer) {
                        case COLUMNS ->
                            wire.fields().stream().map(Field::name).toList().toString();
                        case ROW -> row(wire.row());
                        case COMPLETE -> wire.commandTag();
                        case FAILED -> wire.failure().field('M');
                        case EMPTY, COPY_IN, COPY_OUT, COPY_DATA, COPY_DONE, PARSED, BOUND, CLOSED, NO_DATA ->
                            answer.name();
                        case PARAMETERS -> wire.parameterTypes().toString();
                        case READY -> answer.name() + " " + wire.transactionStatus();
                    });
            if (answer == Answer.READY) {
                return all;
            }
        }
    }

    private static String row(Row row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(String.valueOf(row.text(i)));
        }
        return String.join("|", values);
    }

    @Test
    void query_rowsAndWhatComesBeside_areGivenInOrder() throws Exception {
        List<String> beside = new ArrayList<>();
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .columns("a", "b")
                .row("1", null)
                .said('N', "NOTICE", "00000", "by the way")
                .message(
                        'A',
                        ByteBuffer.allocate(7)
                                .putInt(7)
                                .put((byte) 'c')
                                .put((byte) 0)
                                .put((byte) 0)
                                .array())
                .message('S', "TimeZone\0Europe/Dublin\0".getBytes(StandardCharsets.US_ASCII))
                .row("", "é\uD83D\uDE00")
                .complete("SELECT 2")
                .message('I')
                .message('Z', (byte) 'T')
                .drain())) {
            WireConnection wire = server.connection();
            wire.listen(new Listener() {
                @Override
                public void notice(Said notice) {
                    beside.add(notice.field('M'));
                }

                @Override
                public void notification(int pid, String channel, String payload) {
                    beside.add(pid + channel + payload);
                }

                @Override
                public void parameter(String name, String value) {
                    beside.add(name);
                }
            });
            wire.query("select é");

            assertThat(wire.isBusy()).isTrue();
            assertThat(answers(wire))
                    .containsExactly("[a, b]", "1|null", "|é\uD83D\uDE00", "SELECT 2", "EMPTY", "READY T");
            assertThat(wire.isBusy()).isFalse();
            assertThat(beside).containsExactly("by the way", "7c", "TimeZone");
            assertThat(wire.parameter("TimeZone")).contains("Europe/Dublin");
            wire.terminate();
            assertThat(server.seen.getFirst()).isEqualTo("Q select é");
        }
    }

    @Test
    void text_inAnotherEncoding_isKeptAsItsBytes() throws Exception {
        byte[] latin = {(byte) 0xE9};
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .message('S', "client_encoding\0LATIN1\0".getBytes(StandardCharsets.US_ASCII))
                .columns("é")
                .row("é")
                .message('C', (byte) 0xE9, (byte) 0)
                .said('E', "ERROR", "00000", "é")
                .message('S', "client_encoding\0UTF8\0".getBytes(StandardCharsets.US_ASCII))
                .said('E', "ERROR", "00000", "é")
                .message('C', (byte) 0xE9, (byte) 0)
                .ready()
                .drain())) {
            WireConnection wire = server.connection();
            wire.query("select '\uDCE9'");

            assertThat(answers(wire))
                    .containsExactly(
                            "[\uDCC3\uDCA9]",
                            "\uDCC3\uDCA9",
                            "\uDCE9",
                            "\uDCC3\uDCA9",
                            "é",
                            Utf8.decode(latin),
                            "READY I");
            wire.terminate();
        }
    }

    @Test
    void row_manyOfThemOverAllBufferBorders_areRead() throws Exception {
        int rows = 20_000;
        try (FakeBackend server = new FakeBackend(line -> {
            line.read().columns("n", "x");
            for (int i = 0; i < rows; i++) {
                line.row(Integer.toString(i), "x".repeat(i % 97));
            }
            line.row("long", "y".repeat(700_000))
                    .row("last", null)
                    .complete("SELECT")
                    .ready()
                    .drain();
        })) {
            WireConnection wire = server.connection();
            wire.query("select");

            assertThat(wire.next()).isEqualTo(Answer.COLUMNS);
            assertThat(wire.failsWithin(100_000)).isFalse();
            for (int i = 0; i < rows; i++) {
                assertThat(wire.next()).isEqualTo(Answer.ROW);
                assertThat(wire.row().text(0)).isEqualTo(Integer.toString(i));
                assertThat(wire.row().length(1)).isEqualTo(i % 97);
            }
            assertThat(answers(wire)).containsExactly("long|" + "y".repeat(700_000), "last|null", "SELECT", "READY I");
        }
    }

    @Test
    void failsWithin_whatEndsTheFirstRows_isSeenAndStillThere() throws Exception {
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .columns("a")
                .row("1")
                .said('N', "NOTICE", "00000", "x")
                .row("2")
                .error("ERROR", "22012", "division by zero")
                .ready()
                .read()
                .columns("a")
                .complete("SELECT 0")
                .ready()
                .drain())) {
            WireConnection wire = server.connection();
            wire.query("select 1");

            assertThat(wire.next()).isEqualTo(Answer.COLUMNS);
            assertThat(wire.failsWithin(1000)).isTrue();
            assertThat(wire.failsWithin(1)).isFalse();
            assertThat(answers(wire)).containsExactly("1", "2", "division by zero", "READY I");
            assertThat(wire.failure().field('C')).isEqualTo("22012");
            wire.query("select 2");
            assertThat(wire.next()).isEqualTo(Answer.COLUMNS);
            assertThat(wire.failsWithin(1000)).isFalse();
            assertThat(answers(wire)).containsExactly("SELECT 0", "READY I");
        }
    }

    @Test
    void extended_statementWithValues_isSentWhole() throws Exception {
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .read()
                .read()
                .read()
                .read()
                .message('1')
                .message('2')
                .columns("x")
                .row("v")
                .complete("SELECT 1")
                .ready()
                .read()
                .read()
                .read()
                .message('1')
                .message('t', new byte[] {0, 1, 0, 0, 0, 23})
                .message('n')
                .ready()
                .drain())) {
            WireConnection wire = server.connection();
            wire.extended()
                    .parse("", "select $1")
                    .bind("", Arrays.asList("v", null))
                    .execute()
                    .sync();

            assertThat(answers(wire)).containsExactly("PARSED", "BOUND", "[x]", "v", "SELECT 1", "READY I");
            wire.extended().parse("s", "set x to $1").describe("s").sync();
            assertThat(answers(wire)).containsExactly("PARSED", "[23]", "NO_DATA", "READY I");
            assertThat(server.seen).containsExactly("P ", "B ", "D P", "E ", "S ", "P s", "D Ss", "S ");
        }
    }

    /** Each is something that no server says; whatever it is, it is an end and no hang. */
    @Test
    void next_whatNoServerSays_isTheEndOfTheConnection() throws Exception {
        byte[][] wrong = {
            {'?', 0, 0, 0, 4},
            {'W', 0, 0, 0, 7, 0, 0, 0},
            {'Z', 0, 0, 0, 4},
            {'Z', 0, 0, 0, 5, 'x'},
            {'Z', 0, 0, 0, 6, 'I', 'I'},
            {'C', 0, 0, 0, 3},
            {'C', -1, -1, -1, -1},
            {'C', 0x7F, -1, -1, -1},
            {'C', 0, 0, 0x75, 0x31},
            {'C', 0, 0, 0, 5, 'x'},
            {'D', 0x7F, -1, -1, -1},
            {'D', 0, 0, 0, 6, 0, 0},
            {'d', 0, 0, 0, 5, 'x'},
            {'T', 0, 0, 0, 6, 0x7F, -1},
            {'T', 0, 0, 0, 6, 0, 1},
            {'E', 0, 0, 0, 4},
            {'E', 0, 0, 0, 6, 'S', 'x'},
            {'G', 0, 0, 0, 7, 0, -1, -1},
            {'t', 0, 0, 0, 6, -1, -1},
            {'A', 0, 0, 0, 8, 0, 0, 0, 1},
            {'S', 0, 0, 0, 5, 0},
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        };
        for (byte[] bytes : wrong) {
            try (FakeBackend server =
                    new FakeBackend(line -> line.read().raw(bytes).drain())) {
                WireConnection wire = server.connection();
                wire.query("select 1");

                assertThatExceptionOfType(AccessException.Failed.class)
                        .as(Arrays.toString(bytes))
                        .isThrownBy(wire::next)
                        .withMessageStartingWith("what the server says cannot be read");
                assertThat(wire.isLost()).isTrue();
                assertThatExceptionOfType(AccessException.Unreachable.class).isThrownBy(() -> wire.query("select 2"));
            }
        }
    }

    @Test
    void next_rowThatDoesNotFitItsColumns_isTheEndOfTheConnection() throws Exception {
        byte[][] rows = {
            {0, 1, -1, -1, -1, -1},
            {0, 2, 0, 0, 0, 1, 'x'},
            {0, 2, 0, 0, 0, 1, 'x', 0, 0, 0, 9, 'y'},
            {0, 2, 0, 0, 0, 1, 'x', 0x7F, -1, -1, -1, 'y'},
            {0, 2, -1, -1, -1, -2, 0, 0, 0, 0},
            {0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 'x'},
            {0, 2},
            {0},
        };
        for (byte[] row : rows) {
            try (FakeBackend server = new FakeBackend(
                    line -> line.read().columns("a", "b").message('D', row).drain())) {
                WireConnection wire = server.connection();
                wire.query("select 1");

                assertThat(wire.next()).isEqualTo(Answer.COLUMNS);
                assertThatExceptionOfType(AccessException.Failed.class)
                        .as(Arrays.toString(row))
                        .isThrownBy(wire::next);
            }
        }
    }

    /** The length is a lie: memory is taken for what comes. */
    @Test
    void next_messageThatNeverComes_endsWithTheStreamAndNotWithTheMemory() throws Exception {
        try (FakeBackend server = new FakeBackend(
                line -> line.read().columns("a").raw(new byte[] {'D', 0x3F, 0, 0, 0, 0, 1, 0, 0, 0, 0}))) {
            WireConnection wire = server.connection(Integer.MAX_VALUE - 8);
            wire.query("select 1");

            assertThat(wire.next()).isEqualTo(Answer.COLUMNS);
            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(wire::next)
                    .withMessage(
                            "the connection to the server was lost: the server hung up in the middle of a message");
        }
    }

    @Test
    void next_rowLongerThanAllowed_isRefused() throws Exception {
        try (FakeBackend server = new FakeBackend(
                line -> line.read().columns("a").row("x".repeat(70_000)).drain())) {
            WireConnection wire = server.connection(70_000);
            wire.query("select 1");

            assertThat(wire.next()).isEqualTo(Answer.COLUMNS);
            assertThatExceptionOfType(AccessException.Failed.class)
                    .isThrownBy(wire::next)
                    .withMessage(
                            "what the server says cannot be read: a message of 70010 bytes, where 70000 are the most");
        }
    }

    @Test
    void next_serverThatEndsTheSession_saysWhy() throws Exception {
        try (FakeBackend server = new FakeBackend(
                line -> line.read().error("FATAL", "57P01", "terminating connection due to administrator command"))) {
            WireConnection wire = server.connection();
            wire.query("select 1");

            assertThat(wire.next()).isEqualTo(Answer.FAILED);
            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(wire::next)
                    .withMessage("the connection to the server was lost: terminating connection due to"
                            + " administrator command");
        }
    }

    @Test
    void poll_whatIsSaidUnasked_isTakenAndAnEndIsSeen() throws Exception {
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .said('N', "NOTICE", "00000", "quiet please")
                .complete("DO")
                .ready()
                .message('S', "x\0y\0".getBytes(StandardCharsets.US_ASCII))
                .error("FATAL", "57P01", "gone"))) {
            WireConnection wire = server.connection();
            wire.poll();
            wire.query("do");
            assertThat(answers(wire)).containsExactly("DO", "READY I");

            AccessException e = null;
            while (e == null) {
                e = catchThrowableOfType(AccessException.class, wire::poll);
            }

            assertThat(e).hasMessage("the connection to the server was lost: gone");
            assertThat(wire.parameter("x")).contains("y");
            assertThat(wire.isLost()).isTrue();
        }
    }

    @Test
    void abort_whileAnswersAreWaitedFor_endsTheWait() throws Exception {
        try (FakeBackend server = new FakeBackend(FakeBackend::drain)) {
            WireConnection wire = server.connection();
            wire.query("select pg_sleep(300)");
            Thread.ofVirtual().start(wire::abort);

            assertThatExceptionOfType(AccessException.Unreachable.class).isThrownBy(wire::next);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 1_000_000})
    void copyIn_data_arrivesWhole(int size) throws Exception {
        int[] copied = new int[1];
        try (FakeBackend server = new FakeBackend(line -> {
            line.read().message('G', new byte[] {0, 0, 1, 0, 0});
            String message = line.readMessage();
            for (; message.startsWith("d "); message = line.readMessage()) {
                copied[0] += message.length() - 2;
            }
            line.complete(message + copied[0]).ready().drain();
        })) {
            WireConnection wire = server.connection();
            wire.query("copy t from stdin");

            assertThat(wire.next()).isEqualTo(Answer.COPY_IN);
            assertThat(wire.copyIn(to -> to.write("x".repeat(size).getBytes(StandardCharsets.US_ASCII), 0, size)))
                    .isEqualTo(Answer.COMPLETE);
            assertThat(wire.commandTag()).isEqualTo("c " + size);
            assertThat(answers(wire)).containsExactly("READY I");
        }
    }

    /** Endless data: only the server's word ends it. */
    @Test
    void copyIn_serverThatHasHadEnough_isHeard() throws Exception {
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .message('G', new byte[] {0, 0, 1, 0, 0})
                .read()
                .error("ERROR", "22P02", "invalid input")
                .ready()
                .drain())) {
            WireConnection wire = server.connection();
            wire.query("copy t from stdin");

            assertThat(wire.next()).isEqualTo(Answer.COPY_IN);
            assertThat(wire.copyIn(to -> {
                        byte[] some = new byte[100_000];
                        while (to.write(some, 0, some.length)) {
                            // There is always more.
                        }
                    }))
                    .isEqualTo(Answer.FAILED);
            assertThat(answers(wire)).containsExactly("READY I");
        }
    }

    @Test
    void copyIn_dataThatCannotBeRead_isToldToTheServer() throws Exception {
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .message('G', new byte[] {0, 0, 1, 0, 0})
                .read()
                .error("ERROR", "57014", "COPY from stdin failed")
                .ready()
                .drain())) {
            WireConnection wire = server.connection();
            wire.query("copy t from stdin");

            assertThat(wire.next()).isEqualTo(Answer.COPY_IN);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> wire.copyIn(_ -> {
                        throw new IOException("no such disk");
                    }))
                    .withMessage("no such disk");
            assertThat(wire.failure().field('M')).isEqualTo("COPY from stdin failed");
            assertThat(answers(wire)).containsExactly("READY I");
            assertThat(server.seen).containsExactly("Q copy t from stdin", "f no such disk");
        }
    }

    @Test
    void copyOut_data_isHandedOnAsItComes() throws Exception {
        try (FakeBackend server = new FakeBackend(line -> line.read()
                .message('H', new byte[] {0, 0, 1, 0, 0})
                .message('d', (byte) 'a', (byte) '\n')
                .message('d', (byte) 'b', (byte) '\n')
                .message('c')
                .complete("COPY 2")
                .ready()
                .drain())) {
            WireConnection wire = server.connection();
            wire.query("copy t to stdout");
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            assertThat(wire.next()).isEqualTo(Answer.COPY_OUT);
            while (wire.next() == Answer.COPY_DATA) {
                out.write(wire.copyData());
            }
            assertThat(out).hasToString("a\nb\n");
            assertThat(answers(wire)).containsExactly("COPY 2", "READY I");
        }
    }

    @Test
    void nulInText_isRefusedAndNothingIsSent() throws Exception {
        try (FakeBackend server =
                new FakeBackend(line -> line.read().complete("DO").ready().drain())) {
            WireConnection wire = server.connection();

            for (Runnable each : List.<Runnable>of(
                    () -> wire.query("a\0b"),
                    () -> wire.extended().parse("\0", "a"),
                    () -> wire.extended().parse("", "\0"),
                    () -> wire.extended().bind("\0", List.of()),
                    () -> wire.extended().describe("\0"),
                    () -> wire.extended().close("\0"))) {
                assertThatExceptionOfType(AccessException.Failed.class).isThrownBy(each::run);
            }
            wire.query("do");
            assertThat(answers(wire)).containsExactly("DO", "READY I");
            assertThat(server.seen).containsExactly("Q do");
        }
    }
}

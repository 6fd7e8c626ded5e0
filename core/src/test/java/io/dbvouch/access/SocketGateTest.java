package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client that speaks the protocol by hand, on a socket behind which a real database is. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SocketGateTest {
    private final Desk desk;
    private final Path base;
    private final SocketGate gate;

    SocketGateTest(Sandbox sandbox, @TempDir Path folder) throws IOException {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("arianna");
        // A socket's path is short; a test's folder is not always.
        base = Files.createTempDirectory(Path.of("/tmp"), "gate");
        gate = open();
    }

    private SocketGate open() {
        return desk.broker(desk.target("sandbox"))
                .gate(new AccessRequest(desk.target("sandbox"), "INC-3"), Map.of("XDG_RUNTIME_DIR", base.toString()));
    }

    @BeforeEach
    void theGateIsOpen() {
        assertThat(socket()).exists();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        gate.close();
        desk.close();
        try (var left = Files.list(base)) {
            assertThat(left).isEmpty();
        }
        Files.delete(base);
    }

    private Path socket() {
        return Path.of(gate.variables().get("PGHOST"), ".s.PGSQL.5432");
    }

    private GateClient line() throws IOException {
        return new GateClient(socket());
    }

    private JsonObject closed(int sessions) throws InterruptedException {
        List<JsonObject> ends = List.of();
        while (ends.size() < sessions) {
            Thread.sleep(1);
            ends = desk.entries().stream()
                    .filter(entry -> entry.get("event").getAsString().equals("session.closed"))
                    .toList();
        }
        return ends.getLast();
    }

    private static int count(JsonObject closed, String what) {
        return closed.getAsJsonObject("traffic").get(what).getAsInt();
    }

    @Test
    void connection_isASessionOnRecord() throws Exception {
        try (GateClient line = line()) {
            line.login();
            assertThat(line.query("select 1; select 1/0").untilReady())
                    .anyMatch(message -> message.contains("division by zero"));
            line.out.write(new byte[] {'X', 0, 0, 0, 4});
            line.out.flush();
            assertThat(line.isOver()).isTrue();
        }

        JsonObject closed = closed(1);
        assertThat(desk.eventsAfterSignIn()).containsExactly("session.requested", "session.opened", "session.closed");
        assertThat(closed.get("ended").getAsString()).isEqualTo("done");
        assertThat(closed.get("reason").getAsString()).isEqualTo("INC-3");
        assertThat(closed.getAsJsonObject("client").get("application").getAsString())
                .isEqualTo("by hand");
        assertThat(count(closed, "statements")).isEqualTo(2);
        assertThat(count(closed, "failed")).isEqualTo(1);
        assertThat(count(closed, "rows")).isEqualTo(1);
    }

    /** Longer than what a server may send of most types. */
    @Test
    void connection_whoseStatementsAreRecorded_passesLongOnes() throws Exception {
        Target target = Samples.with(
                desk.target("sandbox"), new Target.Rules(null, false, false, Target.RecordStatements.HASH));
        String text = "x".repeat(200_000);

        try (SocketGate recording = desk.broker(target)
                        .gate(new AccessRequest(target, "INC-4"), Map.of("XDG_RUNTIME_DIR", base.toString()));
                GateClient line = new GateClient(Path.of(recording.variables().get("PGHOST"), ".s.PGSQL.5432"))) {
            line.login();
            assertThat(line.query("select length('" + text + "')").untilReady())
                    .anyMatch(message -> message.startsWith("D") && message.endsWith("200000"));
            assertThat(line.prepared("select length($1)", text).untilReady())
                    .anyMatch(message -> message.startsWith("D") && message.endsWith("200000"));
        }

        closed(1);
        assertThat(desk.eventsAfterSignIn())
                .containsExactly(
                        "session.requested",
                        "session.opened",
                        "session.statement",
                        "session.statement",
                        "session.closed");
    }

    @Test
    void folder_isNobodyElsesAndHoldsNoSecret() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket().getParent())))
                .isEqualTo("rwx------");
        assertThat(gate.variables()).containsOnlyKeys("PGHOST", "PGPORT", "PGDATABASE", "PGUSER");
        assertThat(gate.removed()).contains("PGPASSWORD", "PGHOSTADDR", "PGSERVICE", "PGPASSFILE");
    }

    @Test
    void encryption_isDeclinedAndTheLoginFollows() throws Exception {
        try (GateClient line = line()) {
            line.packet(ByteBuffer.allocate(4).putInt(80877103).array());
            assertThat(line.in.read()).isEqualTo('N');
            line.packet(ByteBuffer.allocate(4).putInt(80877104).array());
            assertThat(line.in.read()).isEqualTo('N');
            line.login();
        }
        assertThat(closed(1).get("ended").getAsString()).isEqualTo("client gone");
    }

    @Test
    void anotherUserOrDatabase_isRefusedAndNothingIsOpened() throws Exception {
        for (String[] wrong : List.of(
                new String[] {"user", "paola", "database", "company"},
                new String[] {"user", "arianna", "database", "postgres"},
                new String[] {"user", "arianna"},
                new String[] {"user", "arianna", "database", "company", "replication", "database"})) {
            try (GateClient line = line()) {
                assertThat(line.startup(wrong).message()).startsWith("E SFATAL VFATAL C28000");
                assertThat(line.isOver()).isTrue();
            }
        }
        assertThat(desk.eventsAfterSignIn()).isEmpty();
        assertThat(desk.seen()).doesNotContain("cluster connected");
    }

    @Test
    void gibberish_isRefused() throws Exception {
        for (byte[] packet :
                new byte[][] {{}, {1}, {0, 3, 0, 0, 'x'}, {0, 2, 0, 0, 0}, {0, 3, 0, 0}, new byte[20_000]}) {
            try (GateClient line = line()) {
                assertThat(line.packet(packet).message()).startsWith("E SFATAL VFATAL C08P01");
                assertThat(line.isOver()).isTrue();
            }
        }
    }

    @Test
    void newerProtocol_isNegotiatedDown() throws Exception {
        try (GateClient line = line()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(ByteBuffer.allocate(4).putInt((3 << 16) | 2).array());
            body.write("user\0arianna\0database\0company\0_pq_.x\0y\0\0".getBytes(StandardCharsets.UTF_8));
            line.packet(body.toByteArray());

            assertThat(line.message()).startsWith("v ").contains("_pq_.x");
            assertThat(line.untilReady()).contains("S client_encoding=UTF8");
        }
    }

    @Test
    void cancel_withTheRightKeyAlone_stopsWhatRuns() throws Exception {
        try (GateClient line = line()) {
            line.login();
            line.query("do $$ begin raise notice 'now'; perform pg_sleep(50); end $$");
            assertThat(line.message()).startsWith("N ");
            byte[] wrong = line.key.clone();
            wrong[0] ^= 1;
            cancel(line.pid, wrong);
            cancel(line.pid, line.key);

            assertThat(line.message()).contains("C57014");
        }
    }

    private void cancel(int pid, byte[] key) throws IOException {
        try (GateClient line = line()) {
            line.packet(ByteBuffer.allocate(8 + key.length)
                    .putInt(80877102)
                    .putInt(pid)
                    .put(key)
                    .array());
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void clientThatDies_endsWhatItRan() throws Exception {
        try (GateClient line = line()) {
            line.login();
            line.query("do $$ begin raise notice 'now'; perform pg_sleep(50); end $$");
            assertThat(line.message()).startsWith("N ");
        }
        JsonObject closed = closed(1);
        assertThat(closed.get("ended").getAsString()).isEqualTo("client gone");
        assertThat(count(closed, "statements")).isEqualTo(1);
        assertThat(count(closed, "failed")).isEqualTo(1);
        try (AccessSession other = desk.open(desk.target("sandbox"))) {
            while (!Desk.query(
                            other,
                            "select count(*) from pg_stat_activity where usename = 'arianna' and query ~ '^do'"
                                    + " and state = 'active'")
                    .equals(List.of("0"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void clientThatDies_byTheExtendedProtocol_countsWhatHasNotEnded() throws Exception {
        try (GateClient line = line()) {
            line.login();
            line.prepared("select $1", "done").untilReady();
            line.query("select 1; select 2").untilReady();
            line.prepared("select pg_sleep($1::int)", "5");
        }

        JsonObject closed = closed(1);
        assertThat(count(closed, "statements")).isEqualTo(4);
        assertThat(count(closed, "failed")).isEqualTo(1);
    }

    @Test
    void serverThatHangsUp_isTheClientsEndToo() throws Exception {
        try (GateClient line = line()) {
            line.login();
            line.query("do $$ begin perform pg_terminate_backend(pg_backend_pid()); end $$");
            assertThat(line.message()).contains("C57P01");
            assertThat(line.isOver()).isTrue();
        }
        JsonObject closed = closed(1);
        assertThat(closed.get("ended").getAsString()).isEqualTo("connection lost");
        assertThat(count(closed, "statements")).isEqualTo(1);
        assertThat(count(closed, "failed")).isEqualTo(1);
    }

    @Test
    void close_endsWhatIsOpen() throws Exception {
        try (GateClient line = line()) {
            line.login();
            gate.close();
            assertThat(line.isOver()).isTrue();
            assertThat(closed(1).get("ended").getAsString()).isEqualTo("program ended");
        }
    }

    @Test
    void pathThatNoSocketCanHave_isRefusedAndLeavesNothing() throws Exception {
        Path deep = Files.createDirectories(base.resolve("x".repeat(90)));

        assertThatExceptionOfType(AccessException.Failed.class)
                .isThrownBy(() -> desk.broker(desk.target("sandbox"))
                        .gate(
                                new AccessRequest(desk.target("sandbox"), null),
                                Map.of("XDG_RUNTIME_DIR", deep.toString())))
                .withMessageContaining("107 are the most");
        Files.delete(deep);
    }
}

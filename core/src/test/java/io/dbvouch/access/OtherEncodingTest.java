package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.Sha256;
import io.dbvouch.Utf8;
import io.dbvouch.ledger.LedgerVerifier;
import io.dbvouch.ledger.Verdict;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions whose text is not UTF-8, with statements on record. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtherEncodingTest {
    /** {@code é} in Latin 1, as it is kept. */
    private static final String E_ACUTE = "\uDCE9";

    private final Desk desk;
    private final Target target;

    OtherEncodingTest(Sandbox sandbox, @TempDir Path folder) {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("arianna");
        target = Samples.with(
                desk.target("sandbox"), new Target.Rules(null, false, false, Target.RecordStatements.TEXT));
    }

    @AfterEach
    void theLedgerIsIntact() {
        assertThat(LedgerVerifier.verify(desk.ledger())).isInstanceOf(Verdict.Intact.class);
        desk.close();
    }

    private List<JsonObject> statements() {
        return desk.entries().stream()
                .filter(entry -> entry.get("event").getAsString().equals("session.statement"))
                .map(entry -> entry.getAsJsonObject("statement"))
                .toList();
    }

    private static void assertIsOf(JsonObject statement, byte... sql) {
        assertThat(statement.get("bytes").getAsInt()).isEqualTo(sql.length);
        assertThat(statement.get("sha256").getAsString()).isEqualTo(Sha256.hex(sql));
    }

    @Test
    void text_bothWays_isItsBytes() throws Exception {
        try (AccessSession session = desk.open(target)) {
            Desk.query(session, "set client_encoding to latin1");

            assertThat(session.parameter("client_encoding")).isEqualTo("LATIN1");
            assertThat(Desk.query(session, "select U&'caf\\00e9'")).containsExactly("caf" + E_ACUTE);
            assertThat(Desk.query(session, "select length('" + E_ACUTE + "') || 'x'"))
                    .containsExactly("1x");
            assertThat(Desk.query(session, "select length('é') || 'x'")).containsExactly("2x");
            assertThat(Desk.query(session, "do $$ begin raise notice '" + E_ACUTE + "'; end $$"))
                    .containsExactly("notice: " + E_ACUTE);
            StatementFailed failed = catchThrowableOfType(
                    StatementFailed.class, () -> Desk.query(session, "select \"" + E_ACUTE + "\""));
            assertThat(failed.said().message()).isEqualTo("column \"" + E_ACUTE + "\" does not exist");
            assertThat(Desk.query(session, "reset client_encoding; select 1")).containsExactly("1");
            assertThat(Desk.query(session, "select 'é'")).containsExactly("é");
        }
    }

    /** The server tells of it when all of a text is done. */
    @Test
    void text_withinTheStatementThatChangesTheEncoding_isKept() throws Exception {
        try (AccessSession session = desk.open(target)) {
            assertThat(Desk.query(session, "set client_encoding to latin1; select U&'caf\\00e9'"))
                    .containsExactly("caf" + E_ACUTE);
        }
    }

    @Test
    void statement_withBytesThatAreNoUtf8_isOnRecordByThem() throws Exception {
        String sql = "select '" + E_ACUTE + "'";
        try (AccessSession session = desk.open(target)) {
            Desk.query(session, "set client_encoding to latin1");
            Desk.query(session, sql);
        }

        JsonObject statement = statements().getLast();
        assertIsOf(statement, sql.replace(E_ACUTE, "é").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(statement.get("text").getAsString()).isEqualTo("select '\uFFFD'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SJIS", "BIG5", "GBK", "UHC", "GB18030", "JOHAB", "SHIFT_JIS_2004"})
    void encoding_inWhichAByteMayReadAsAnother_endsTheSessionAndSaysWhy(String encoding) {
        try (AccessSession session = desk.open(target)) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> Desk.query(session, "set client_encoding to '" + encoding + "'"))
                    .withMessage("the session is over: client_encoding was set to " + encoding);
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> Desk.query(session, "select 1"))
                    .withMessageContaining("client_encoding");
            session.close("error");
        }

        assertThat(desk.last().get("ended").getAsString()).isEqualTo("client_encoding refused");
    }

    @Test
    void session_thatBeginsWithAnother_goesBackToIt() throws Exception {
        try (AccessSession session =
                desk.broker(target).open(new AccessRequest(target, null).withEncoding("latin-1"))) {
            assertThat(session.parameter("client_encoding")).isEqualTo("LATIN1");
            assertThat(Desk.query(session, "select U&'\\00e9'")).containsExactly(E_ACUTE);
            Desk.query(session, "set client_encoding to utf8");
            assertThat(Desk.query(session, "select U&'\\00e9'")).containsExactly("é");
            Desk.query(session, "set client_encoding to default");
            assertThat(Desk.query(session, "select U&'\\00e9'")).containsExactly(E_ACUTE);
        }
    }

    @Test
    void session_thatIsToBeginWithOneThatIsNotSpoken_isRefused() {
        AccessRequest request = new AccessRequest(target, null);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> request.withEncoding("Shift_JIS"))
                .withMessageContaining("Shift_JIS");
    }

    /** Another program's text is its own business. */
    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SJIS"})
    void socket_passesBytesOn(String encoding) throws Exception {
        byte[] sql = Utf8.encode("select '\uDCB1', octet_length('\uDCB1')");
        // A socket's path is short; a test's folder is not always.
        Path base = Files.createTempDirectory(Path.of("/tmp"), "bytes");
        try (SocketGate gate = desk.broker(target)
                        .gate(new AccessRequest(target, null), Map.of("XDG_RUNTIME_DIR", base.toString()));
                GateClient line = client(gate)) {
            line.startup("user", "arianna", "database", "company", "client_encoding", encoding);
            assertThat(line.untilReady()).contains("S client_encoding=" + encoding);
            line.query(sql);

            byte[] row = row(line);

            assertThat(row).endsWith(0, 0, 0, 1, 0xB1, 0, 0, 0, 1, encoding.equals("SJIS") ? '3' : '2');
            line.untilReady();
            line.out.write(new byte[] {'X', 0, 0, 0, 4});
            line.out.flush();
            assertThat(line.isOver()).isTrue();
        }
        Files.delete(base);

        assertIsOf(statements().getLast(), sql);
    }

    private static GateClient client(SocketGate gate) throws IOException {
        return new GateClient(Path.of(gate.variables().getOrDefault("PGHOST", ""), ".s.PGSQL.5432"));
    }

    private static byte[] row(GateClient line) throws IOException {
        while (true) {
            int type = line.in.readByte();
            byte[] body = line.in.readNBytes(line.in.readInt() - 4);
            if (type == 'D') {
                return body;
            }
        }
    }
}

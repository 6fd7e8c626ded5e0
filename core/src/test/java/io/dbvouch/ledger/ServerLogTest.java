package io.dbvouch.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLogTest {
    private static final String A = "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff25";
    private static final String B = "dbvouch 01M80YGS5VJY8016V6WJK7ANYP 11 0123456789ab";

    @TempDir
    Path folder;

    @Test
    void read_namesAloneOrInText_findsEachOnce() throws IOException {
        ServerLog log = read("\uFEFF" + A + "\r\n\npsql\n " + B + " \n" + A + "\n"
                + "2026-11-22 06:18:58 UTC:10.0.0.1(5432):arianna@mylab:[42]:LOG:  connection authorized: user=arianna"
                + " database=mylab application_name=" + B.replace(" 11 ", " 12 ") + " SSL enabled (protocol=TLSv1.3)");

        assertThat(names(log)).containsExactly(A, B, B.replace(" 11 ", " 12 "));
        assertThat(log.states().values()).containsExactly(1L, 4L, 6L);
        assertThat(log.unreadable()).isZero();
        assertThat(log.covered()).isEqualTo(12);
    }

    /** What PostgreSQL 18.6 wrote of two sessions with such names, one of which had a statement made to mislead, in each format. */
    @ParameterizedTest
    @ValueSource(strings = {"csvlog.csv", "jsonlog.json", "stderr.txt"})
    void read_logOfPostgresql_findsItsSessions(String name) {
        Path file = Path.of("src/test/resources/io/dbvouch/ledger", name);
        ServerLog log = ServerLog.read(file, null);

        String first = "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff25";
        String second = "dbvouch 01M80YGS5VJY8016V6WJK7ANYQ 10 1c6bed66ff25";
        String stated = "dbvouch 01M80YGS5VJY8016V6WJK7ANYP 9 1c6bed66ff25";
        // In plain text there is no telling a name from a statement.
        assertThat(names(log))
                .isEqualTo(name.equals("stderr.txt") ? List.of(first, stated, second) : List.of(first, second));
        assertThat(log.unreadable()).isZero();
        assertThat(names(ServerLog.read(file, "paola"))).contains(second).doesNotContain(first);
    }

    @Test
    void read_plainLogOfSeveralPeople_takesTheUsersThatAreMeant() throws IOException {
        String line = "2026-11-22 06:18:58 UTC:10.0.0.1(5432):%1$s@mylab:[42]:LOG:  connection authorized: user=%1$s"
                + " database=mylab application_name=%2$s SSL enabled (protocol=TLSv1.3)%n";
        String text = line.formatted("arianna", A) + line.formatted("paola@example.com", B);

        assertThat(names(read(text))).containsExactly(A, B);
        assertThat(names(read(text, "arianna"))).containsExactly(A);
        assertThat(names(read(text, "paola@example.com"))).containsExactly(B);
        assertThat(names(read(A + "\n" + text, "paola@example.com"))).containsExactly(A, B);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "psql",
                "dbvouch",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff2",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff256",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1C6BED66FF25",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 08 1c6bed66ff25",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 0 1c6bed66ff25",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN -8 1c6bed66ff25",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYN 9999999999999999999 1c6bed66ff25",
                "dbvouch 81M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff25",
                "dbvouch 01M80YGS5VJY8016V6WJK7ANYI 8 1c6bed66ff25",
                "dbvouch 01m80ygs5vjy8016v6wjk7anyn 8 1c6bed66ff25",
                "dbvouch  01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff25",
                "xdbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff25",
                "{\"application_name\":\"psql\"}",
                "{\"name\":\"dbvouch 01M80YGS5VJY8016V6WJK7ANYN 8 1c6bed66ff25\"}",
            })
    void read_noState_refuses(String text) {
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("no session of dbvouch is in ");
    }

    /** With a statement over three lines that holds quotes, newlines, commas, and what looks like a record. */
    @Test
    void read_csvlog_takesTheNameAndWhatWasAuthorized() throws IOException {
        String text = csv(
                        "arianna", "connection authorized: user=arianna application_name=" + A + " SSL enabled", "", "")
                + csv("arianna", "statement: x", "select '" + B + "',\n\n" + csv("paola", "", "", B) + "\"\"", A)
                + csv("", "checkpoint starting: time", "", "")
                + csv("paola", "disconnection", "", B);

        ServerLog log = read(text);

        assertThat(names(log)).containsExactly(A, B);
        assertThat(log.states().values()).containsExactly(1L, 7L);
        assertThat(log.unreadable()).isZero();
        assertThat(names(read(text, "arianna"))).containsExactly(A);
        assertThat(names(read(text, "paola"))).containsExactly(B);
        assertThatExceptionOfType(AccessException.LedgerRefused.class)
                .isThrownBy(() -> read(text, "mallory"))
                .withMessageStartingWith("no session of dbvouch as \"mallory\" is in ");
    }

    @Test
    void read_csvlogCutOff_countsItAndTakesWhatIsThere() throws IOException {
        String record = csv("arianna", "m", "select 1\nfrom t", A);
        String other = csv("paola", "m", "", B);

        // In the middle of a quoted value, so that the next file's record seems to be a part of it.
        ServerLog torn = read(record.substring(0, record.indexOf("from")) + other + other);
        assertThat(names(torn)).containsExactly(B);
        assertThat(torn.unreadable()).isOne();
        // From the middle of one on.
        ServerLog late = read(record.substring(record.indexOf("from")) + other);
        assertThat(names(late)).containsExactly(A, B);
        // Too few columns: another program's.
        ServerLog few = read("2026-11-22 06:18:58.407 UTC,\"" + A + "\"\n");
        assertThat(names(few)).containsExactly(A);
        assertThat(few.unreadable()).isOne();
    }

    @Test
    void read_jsonlog_takesTheNameAndWhatWasAuthorized() throws IOException {
        ServerLog log = read("{\"timestamp\":\"2026-11-22 06:18:58.407 UTC\",\"user\":\"arianna\",\"pid\":42,"
                + "\"message\":\"connection authorized: user=arianna application_name=" + A + "\"}\n"
                + "{\"user\":\"arianna\",\"application_name\":\"\",\"message\":\"statement: select '" + B + "'\"}\n"
                + "{\"user\":\"paola\",\"application_name\":\"" + B.replace("dbvouch", "db\\u0076ouch") + "\"}\n");

        assertThat(names(log)).containsExactly(A, B);
        assertThat(log.states().values()).containsExactly(1L, 3L);
    }

    @Test
    void read_activityStream_takesTheNamesOfItsEvents() throws IOException {
        String text = "{\"type\":\"DatabaseActivityMonitoringRecord\",\"clusterId\":\"cluster-4\","
                + "\"databaseActivityEventList\":[ {\"dbUserName\":\"arianna\",\"clientApplication\":\"" + A
                + "\",\"commandText\":\"select '"
                + B + "'\","
                + "\"paramList\":[], \"rowCount\": 1.5e3, \"substatementId\":null},\t"
                + "{\"dbUserName\":\"paola\",\"clientApplication\":\"" + B
                + "\"},{\"clientApplication\":\"psql\"}]}\n"
                + "[{\"dbUserName\":\"paola\",\"clientApplication\":\"" + A + "\"}]";

        assertThat(names(read(text))).containsExactly(A, B);
        assertThat(names(read(text, "paola"))).containsExactly(B, A);
    }

    @Test
    void read_hostileLines_countsWhatItCannotRead() throws IOException {
        Path file = folder.resolve("log");
        byte[] deep = ("{\"a\":" + "[".repeat(100_000) + "\n").getBytes(UTF_8);
        byte[] torn = ("{\"application_name\":\"" + B + "\", \"message\":\"\u00e9").getBytes(UTF_8);
        try (var out = Files.newOutputStream(file)) {
            out.write(deep);
            out.write(torn, 0, torn.length - 1);
            out.write("\n\u0000\u0001\n\"\"\"\n{\n}\n[\n{\"application_name\":\"dbvouch 1 2 3\"}\n".getBytes(UTF_8));
            out.write(new byte[] {(byte) 0xff, (byte) 0xc3, '\n'});
            out.write(("caf\u00e9 " + A + " caf\u00e9").getBytes(ISO_8859_1));
        }

        ServerLog log = ServerLog.read(file, null);

        assertThat(names(log)).containsExactly(B, A);
        assertThat(log.unreadable()).isEqualTo(5);
    }

    @Test
    void read_lineWithoutEnd_takesBoundedMemoryAndCountsIt() throws IOException {
        Path file = folder.resolve("log");
        byte[] much = "x".repeat(1 << 20).getBytes(UTF_8);
        try (var out = Files.newOutputStream(file)) {
            out.write((A + " ").getBytes(UTF_8));
            for (int i = 0; i < 17; i++) {
                out.write(much);
            }
            out.write(("\n" + B).getBytes(UTF_8));
        }

        ServerLog log = ServerLog.read(file, null);

        assertThat(names(log)).containsExactly(A, B);
        assertThat(log.states().values()).containsExactly(1L, 2L);
        assertThat(log.unreadable()).isOne();
    }

    @Test
    void read_noFile_fails() {
        assertThatExceptionOfType(AccessException.Failed.class)
                .isThrownBy(() -> ServerLog.read(folder.resolve("none"), null))
                .withMessageEndingWith("none: no such file or folder");
    }

    @Test
    void format_isFoundAgain() {
        WitnessedState state = WitnessedState.of(
                Ulid.parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
                new Checkpoint("log", 999_999_999_999_999L, new MerkleTree().root()));

        assertThat(state.format()).isEqualTo("dbvouch 7ZZZZZZZZZZZZZZZZZZZZZZZZZ 999999999999999 e3b0c44298fc");
        assertThat(state.format().getBytes(UTF_8)).hasSize(63);
        assertThat(WitnessedState.find(state.format())).containsExactly(state);
    }

    /** The 26 columns of PostgreSQL 18's csvlog, as it quotes them. */
    private static String csv(String user, String message, String query, String application) {
        return String.join(
                        ",",
                        "2026-11-22 06:18:58.407 UTC",
                        quoted(user),
                        quoted("mylab"),
                        "42,\"127.0.0.1:5000\",6b028952.61a4,1,\"SELECT\",2026-11-22 06:18:58 UTC,3/4,0,LOG,00000",
                        quoted(message),
                        ",,,,",
                        quoted(query),
                        ",",
                        quoted(application),
                        "\"client backend\",,0")
                + "\n";
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "" : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    private ServerLog read(String text) throws IOException {
        return read(text, null);
    }

    private ServerLog read(String text, @Nullable String user) throws IOException {
        return ServerLog.read(Files.writeString(folder.resolve("log"), text), user);
    }

    private static List<String> names(ServerLog log) {
        return log.states().keySet().stream().map(WitnessedState::format).toList();
    }
}

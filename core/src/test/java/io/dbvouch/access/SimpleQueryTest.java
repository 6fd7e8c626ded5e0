package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements in a session that stays open over all tests: each one leaves it in step. */
@ExtendWith(SharedSandbox.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimpleQueryTest {
    private static @Nullable Desk desk;
    private static @Nullable AccessSession session;

    @BeforeAll
    static void open(Sandbox sandbox, @TempDir Path folder) {
        desk = new Desk(sandbox, folder, Map.of());
        desk.signIn("arianna");
        session = desk.open(desk.target("sandbox"));
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(session).close();
        Objects.requireNonNull(desk).close();
    }

    private static AccessSession session() {
        return Objects.requireNonNull(session);
    }

    /** Everything that a text brings, in order, one line each. */
    private static class Recorder implements AccessSession.Reader {
        final List<String> said = new ArrayList<>();

        @Override
        public void result(StatementResult result) throws IOException {
            List<StatementResult.Column> columns = result.columns();
            if (columns != null) {
                said.add(String.join(
                        "|",
                        columns.stream().map(c -> c.name() + ":" + c.typeOid()).toList()));
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        row.add(String.valueOf(result.value(i)));
                    }
                    said.add("(" + String.join("|", row) + ")");
                }
                assertThat(result.next()).as("after the last row").isFalse();
            }
            said.add(result.commandTag());
        }

        @Override
        public void notice(ServerWords notice) {
            said.add(notice.severity() + " " + notice.message());
        }
    }

    private static List<String> run(String sql) throws IOException, StatementFailed {
        Recorder recorder = new Recorder();
        session().run(sql, recorder);
        return recorder.said;
    }

    private static void assertInStep() throws IOException, StatementFailed {
        assertThat(run("select 'in step' as x")).containsExactly("x:25", "(in step)", "SELECT 1");
    }

    @Test
    void run_severalStatements_eachHasItsResultAndTag() throws Exception {
        assertThat(run("create temp table t1 (a int, b text); insert into t1 values (1, 'x'), (2, null);"
                        + " select * from t1 order by a; update t1 set b = 'y'; delete from t1 where a = 1;"
                        + " select count(*) from t1; drop table t1"))
                .containsExactly(
                        "CREATE TABLE",
                        "INSERT 0 2",
                        "a:23|b:25",
                        "(1|x)",
                        "(2|null)",
                        "SELECT 2",
                        "UPDATE 2",
                        "DELETE 1",
                        "count:20",
                        "(1)",
                        "SELECT 1",
                        "DROP TABLE");
    }

    @Test
    void run_valuesOfAllKinds_areTheServersText() throws Exception {
        assertThat(run("select 1.50::numeric, true, '\\x00ff'::bytea, '2026-11-22 12:00+00'::timestamptz,"
                        + " interval '1 day 2 hours', array[1,null], '{\"a\": 1}'::jsonb, 'é€\uD83D\uDE00', '', null"))
                .element(1)
                .isEqualTo("(1.50|t|\\x00ff|2026-11-22 12:00:00+00|1 day 02:00:00|{1,NULL}|{\"a\":"
                        + " 1}|é€\uD83D\uDE00||null)");
    }

    @Test
    void run_placeholdersAndEscapes_areNobodysButTheServers() throws Exception {
        assertThat(run("select '{\"a\":1}'::jsonb ? 'a', $$ ? ; $$, '{d 2026-01-01}', ':x', E'\\\\', '--' /*"
                        + " ; */ -- ; x"))
                .element(1)
                .isEqualTo("(t| ? ; |{d 2026-01-01}|:x|\\|--)");
    }

    @Test
    void run_noColumns_isRowsWithoutValues() throws Exception {
        assertThat(run("select from generate_series(1, 3)")).containsExactly("", "()", "()", "()", "SELECT 3");
        assertThat(run("select where false")).containsExactly("", "SELECT 0");
        assertThat(run("select 1 as a where false")).containsExactly("a:23", "SELECT 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "-- nothing", ";;", "/* x */"})
    void run_nothing_bringsNoRowsAndStaysInStep(String sql) throws Exception {
        assertThat(run(sql)).noneMatch(said -> said.startsWith("("));
        assertInStep();
    }

    @Test
    void run_notices_comeInOrder() throws Exception {
        assertThat(run("do $$ begin raise notice 'one'; raise warning 'two %', 2; end $$; select 1 as a"))
                .containsExactly("NOTICE one", "WARNING two 2", "DO", "a:23", "(1)", "SELECT 1");
    }

    @Test
    void run_error_isTheServersWordsAndWhatWasBeforeIsUndone() throws Exception {
        Recorder recorder = new Recorder();
        run("create temp table t2 (a int)");

        StatementFailed failed = catchThrowableOfType(
                StatementFailed.class,
                () -> session()
                        .run("insert into t2 values (1); select nope from t2; insert into t2 values (2)", recorder));

        assertThat(failed.said().sqlState()).isEqualTo("42703");
        assertThat(failed.said().severity()).isEqualTo("ERROR");
        assertThat(failed.said().message()).isEqualTo("column \"nope\" does not exist");
        assertThat(failed.said().fields()).containsEntry('P', "35");
        assertThat(recorder.said).containsExactly("INSERT 0 1");
        assertThat(run("select count(*) from t2"))
                .as("one implicit transaction")
                .contains("(0)");
    }

    @Test
    void run_errorAfterRows_keepsTheirResult() throws Exception {
        Recorder recorder = new Recorder();

        StatementFailed failed = catchThrowableOfType(
                StatementFailed.class,
                () -> session().run("select 1 as a; select 1/(2 - g) from generate_series(1, 3) g", recorder));

        assertThat(failed.said().message()).isEqualTo("division by zero");
        assertThat(recorder.said).startsWith("a:23", "(1)", "SELECT 1");
        assertInStep();
    }

    @Test
    void run_transactionOfItsOwn_isLeftAsItIs() throws Exception {
        assertThat(run("begin; create temp table t3 (a int)")).containsExactly("BEGIN", "CREATE TABLE");
        assertThat(catchThrowableOfType(StatementFailed.class, () -> run("select 1/0")))
                .isNotNull();
        StatementFailed aborted = catchThrowableOfType(StatementFailed.class, () -> run("select 1"));
        assertThat(aborted.said().sqlState()).isEqualTo("25P02");
        assertThat(run("rollback")).containsExactly("ROLLBACK");
        assertInStep();
    }

    /** A full disk or a closed pipe on our side is no reason to lose the session. */
    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, AccessException.Failed.class})
    void run_readerThatFails_failsOnceAndStaysInStep(Class<? extends Exception> kind) throws Exception {
        for (String sql : List.of(
                "select g from generate_series(1, 1000) g; select 2; select 3",
                "do $$ begin raise notice 'one'; end $$; select 2",
                "select 1; select 1/0")) {
            int[] calls = new int[1];
            AccessSession.Reader failing = new AccessSession.Reader() {
                @Override
                public void result(StatementResult result) throws IOException {
                    fail();
                }

                @Override
                public void notice(ServerWords notice) throws IOException {
                    fail();
                }

                private void fail() throws IOException {
                    calls[0]++;
                    switch (kind.getSimpleName()) {
                        case "IOException" -> throw new IOException("full");
                        case "IllegalStateException" -> throw new IllegalStateException("full");
                        default -> throw new AccessException.Failed("full");
                    }
                }
            };

            assertThatExceptionOfType(kind)
                    .isThrownBy(() -> session().run(sql, failing))
                    .withMessage("full");
            assertThat(calls[0]).as("asked once, then left alone").isEqualTo(1);
            assertInStep();
        }
    }

    @ParameterizedTest
    @CsvSource({"copy (select 1) to stdout", "'create temp table if not exists t4 (a int); copy t4 from stdin'"})
    void run_copyThroughTheConnection_isRefusedAndStaysInStep(String sql) throws Exception {
        Exception failure = catchThrowableOfType(Exception.class, () -> run(sql));

        assertThat(failure).isInstanceOfAny(StatementFailed.class, AccessException.Failed.class);
        assertThat(failure.getMessage()).containsIgnoringCase("copy");
        assertInStep();
    }

    @Test
    void run_moreRowsThanMemoryHolds_areReadAsTheyCome() throws Exception {
        long[] rows = new long[1];
        session().run("select g, repeat('x', 1000) from generate_series(1, 200000) g", new Recorder() {
            @Override
            public void result(StatementResult result) {
                while (result.next()) {
                    rows[0]++;
                    assertThat(result.value(0)).isEqualTo(Long.toString(rows[0]));
                }
                assertThat(result.commandTag()).isEqualTo("SELECT 200000");
            }
        });

        assertThat(rows[0]).isEqualTo(200_000);
        assertInStep();
    }

    @Test
    void run_readerThatFailsInTheMiddle_stopsTheServer() throws Exception {
        AccessSession.Reader full = new Recorder() {
            @Override
            public void result(StatementResult result) throws IOException {
                result.next();
                throw new IOException("full");
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> session().run("select repeat('x', 10000), generate_series(1, 1000000000)", full))
                .withMessage("full");
        assertInStep();
    }

    @Test
    void run_failureBehindManyRows_isThrownWhenTheyAreRead() throws Exception {
        long[] rows = new long[1];
        StatementFailed failed = catchThrowableOfType(
                StatementFailed.class,
                () -> session()
                        .run(
                                "select 1/(100000 - g), repeat('x', 100) from generate_series(1, 100000) g",
                                new Recorder() {
                                    @Override
                                    public void result(StatementResult result) {
                                        while (result.next()) {
                                            rows[0]++;
                                        }
                                    }
                                }));

        assertThat(failed.said().message()).isEqualTo("division by zero");
        assertThat(rows[0]).isEqualTo(99_999);
        assertInStep();
    }

    @Test
    void run_failureWithinTheFirstRowsForAReaderThatWantsThem_bringsThem() throws Exception {
        Recorder recorder = new Recorder() {
            @Override
            public boolean wantsFirstRows() {
                return true;
            }
        };

        assertThat(catchThrowableOfType(
                        StatementFailed.class,
                        () -> session().run("select 2/(3 - g) as n from generate_series(1, 5) g", recorder)))
                .isNotNull();

        assertThat(recorder.said).containsExactly("n:23", "(1)", "(2)");
        assertInStep();
    }

    @Test
    void run_failureWithinTheFirstRows_bringsNone() throws Exception {
        Recorder recorder = new Recorder();

        assertThat(catchThrowableOfType(
                        StatementFailed.class,
                        () -> session().run("select 1/(3 - g) from generate_series(1, 5) g", recorder)))
                .isNotNull();
        assertThat(recorder.said).isEmpty();
        assertInStep();
    }

    @Test
    void run_readerThatLeavesRows_isGivenWhatFollows() throws Exception {
        List<String> tags = new ArrayList<>();
        session().run("select g from generate_series(1, 100000) g; select 2; create temp table t9 ()", new Recorder() {
            @Override
            public void result(StatementResult result) {
                tags.add(result.columns() == null ? result.commandTag() : "rows");
            }
        });

        assertThat(tags).containsExactly("rows", "rows", "CREATE TABLE");
    }

    @Test
    void copy_bothWays_bringsWhatWasGiven() throws Exception {
        List<String> copied = new ArrayList<>();
        run("create temp table t5 (a int, b text)");
        Recorder copying = new Recorder() {
            @Override
            public void copyIn(Sink data) throws IOException {
                byte[] rows = "1\tone\n2\t\\N\n".getBytes(StandardCharsets.UTF_8);
                data.write(rows, 0, 5);
                data.write(rows, 5, rows.length - 5);
            }

            @Override
            public void copyOut(Source data) throws IOException {
                for (byte[] row = data.next(); row != null; row = data.next()) {
                    copied.add(new String(row, StandardCharsets.UTF_8));
                }
            }
        };
        session().run("copy t5 from stdin; copy (select * from t5 order by a) to stdout; select 1 as x", copying);

        assertThat(copied).containsExactly("1\tone\n", "2\t\\N\n");
        assertThat(copying.said).containsExactly("COPY 2", "COPY 2", "x:23", "(1)", "SELECT 1");
    }

    @Test
    void copy_dataThatDoesNotFit_isTheServersError() throws Exception {
        run("create temp table t6 (a int)");
        StatementFailed failed = catchThrowableOfType(
                StatementFailed.class,
                () -> session().run("copy t6 from stdin", new Recorder() {
                    @Override
                    public void copyIn(Sink data) throws IOException {
                        byte[] row = "x\n".getBytes(StandardCharsets.UTF_8);
                        for (int i = 0; i < 100_000; i++) {
                            data.write(row, 0, row.length);
                        }
                    }
                }));

        assertThat(failed.said().sqlState()).isEqualTo("22P02");
        assertInStep();
    }

    @Test
    void copy_dataThatIsGivenUp_isTheServersErrorAndNothingOfItIsThere() throws Exception {
        run("create temp table t7 (a int)");
        StatementFailed failed = catchThrowableOfType(
                StatementFailed.class,
                () -> session().run("copy t7 from stdin", new Recorder() {
                    @Override
                    public void copyIn(Sink data) throws IOException {
                        byte[] row = "1\n".getBytes(StandardCharsets.UTF_8);
                        data.write(row, 0, row.length);
                        data.giveUp("canceled by user");
                        data.write(row, 0, row.length);
                    }
                }));

        assertThat(failed.said().sqlState()).isEqualTo("57014");
        assertThat(failed.said().message()).isEqualTo("COPY from stdin failed: canceled by user");
        Recorder counting = new Recorder();
        session().run("select count(*)::int as n from t7", counting);
        assertThat(counting.said).containsExactly("n:23", "(0)", "SELECT 1");
    }

    @Test
    void run_withValues_bindsThem() throws Exception {
        Recorder recorder = new Recorder();
        session().run("select $1::int + 1 as n, $2::text as t", Arrays.asList("41", null), recorder);
        session().prepare("twice", "select 2 * $1::int as n", recorder);
        session().runPrepared("twice", List.of("4"), recorder);
        session().closePrepared("twice", recorder);

        assertThat(recorder.said).containsExactly("n:23|t:25", "(42|null)", "SELECT 1", "n:23", "(8)", "SELECT 1");
        assertInStep();
    }

    @Test
    void describe_statement_tellsItsColumnsAndRunsNothing() throws Exception {
        List<String> columns = new ArrayList<>();
        Recorder describing = new Recorder() {
            @Override
            public void result(StatementResult result) {
                columns.add(String.valueOf(result.columns()));
                assertThat(result.next()).isFalse();
            }
        };
        session().describe("select 1/0 as a, 'x' as b", describing);
        session().describe("create table t8 ()", describing);

        assertThat(columns)
                .containsExactly(
                        "[Column[name=a, typeOid=23, typeModifier=-1], Column[name=b, typeOid=25, typeModifier=-1]]");
        assertInStep();
    }

    @Test
    void session_tellsItsStateAndWhatOthersSay() throws Exception {
        assertThat(session().transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        run("begin");
        assertThat(session().transactionStatus()).isEqualTo(TransactionStatus.IN_TRANSACTION);
        assertThat(catchThrowableOfType(StatementFailed.class, () -> run("select 1/0")))
                .isNotNull();
        assertThat(session().transactionStatus()).isEqualTo(TransactionStatus.FAILED);
        run("rollback; set timezone to 'Asia/Tokyo'; listen c; notify c, 'hello'");

        assertThat(session().parameter("TimeZone")).isEqualTo("Asia/Tokyo");
        assertThat(session().parameter("nothing")).isNull();
        assertThat(session().notifications())
                .singleElement()
                .satisfies(said -> assertThat(said.payload()).isEqualTo("hello"));
        assertThat(session().notifications()).isEmpty();
        run("reset timezone; unlisten *");
    }

    @Test
    void run_nulInTheText_isRefusedBeforeItIsSent() throws Exception {
        assertThatExceptionOfType(AccessException.Failed.class)
                .isThrownBy(() -> run("select 1\0; drop table x"))
                .withMessage("the SQL text holds a NUL character");
        assertInStep();
    }

    @Test
    void run_longText_isSentWhole() throws Exception {
        assertThat(run("select length('" + "é".repeat(2_000_000) + "') as n")).contains("(2000000)");
    }

    @Test
    void cancel_statementThatRuns_endsItAndStaysInStep() throws Exception {
        AccessSession.Reader cancelling = new AccessSession.Reader() {
            @Override
            public void result(StatementResult result) {}

            @Override
            public void notice(ServerWords notice) {
                Thread.ofVirtual().start(session()::cancel);
            }
        };

        StatementFailed cancelled = catchThrowableOfType(
                StatementFailed.class,
                () -> session().run("do $$ begin raise notice 'now'; perform pg_sleep(50); end $$", cancelling));

        assertThat(cancelled.said().sqlState()).isEqualTo("57014");
        assertInStep();
    }

    @Test
    void run_backendThatIsTerminated_failsAndIsThenLost(Sandbox sandbox, @TempDir Path folder) {
        try (Desk own = new Desk(sandbox, folder, Map.of());
                AccessSession other = own.open(own.target("sandbox-ci"))) {
            StatementFailed failed = catchThrowableOfType(
                    StatementFailed.class,
                    () -> other.run("select pg_terminate_backend(pg_backend_pid())", new Recorder()));

            assertThat(failed.said().severity()).isEqualTo("FATAL");
            assertThat(failed.said().sqlState()).isEqualTo("57P01");
            assertThatExceptionOfType(AccessException.Unreachable.class)
                    .isThrownBy(() -> other.run("select 1", new Recorder()));
        }
    }
}

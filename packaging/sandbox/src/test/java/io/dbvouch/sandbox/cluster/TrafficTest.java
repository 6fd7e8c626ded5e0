package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What goes through an open session, and how it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrafficTest {
    private static final int ROWS = 200_000;
    private static final String LINE = "x".repeat(49) + "\n";
    private static final int CHUNK = 100_000;
    private static final int CONNECTIONS = 60;

    private TestCluster test;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        test = new TestCluster(directory);
    }

    @AfterAll
    void stop() throws IOException {
        test.close();
    }

    @Test
    void copy_ofTenMegabytes_goesInAndComesBackTheSame() throws Exception {
        byte[] sent = LINE.repeat(ROWS).getBytes(US_ASCII);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "arianna").read();
            client.password(test.token("arianna")).readUntil(Message.READY_FOR_QUERY);
            client.wire().write(Message.query("create temp table lines (line text)"));
            client.readUntil(Message.READY_FOR_QUERY);

            client.wire().write(Message.query("copy lines from stdin"));
            client.readUntil('G');
            for (int start = 0; start < sent.length; start += CHUNK) {
                byte[] chunk = Arrays.copyOfRange(sent, start, Math.min(sent.length, start + CHUNK));
                client.wire().write(new Message('d', chunk));
            }
            client.wire().write(new Message('c', new byte[0]));
            client.readUntil(Message.READY_FOR_QUERY);

            client.wire().write(Message.query("copy lines to stdout"));
            client.readUntil('H');
            for (Message row = client.read(); row.type() == 'd'; row = client.read()) {
                back.writeBytes(row.body());
            }
        }
        assertThat(back.toByteArray()).isEqualTo(sent);
    }

    @Test
    void notices_comeThrough() throws Exception {
        try (Connection connection = test.connect("arianna", test.token("arianna"));
                Statement statement = connection.createStatement()) {
            statement.execute("do $$ begin raise notice 'mind the gap'; end $$");
            assertThat(statement.getWarnings().getMessage()).isEqualTo("mind the gap");
        }
    }

    @Test
    void statement_thatIsCancelledByTheDriver_stops() throws Exception {
        try (Connection connection = test.connect("arianna", test.token("arianna"));
                Statement statement = connection.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> sleep = threads.submit(() -> statement.execute("select pg_sleep(600), 'by driver'"));
            awaitStatement("by driver");
            statement.cancel();
            assertThatThrownBy(sleep::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    @Test
    void statement_thatIsCancelledWithALongKey_stops() throws Exception {
        for (boolean inTls : new boolean[] {false, true}) {
            try (RawClient client = new RawClient(test.cluster);
                    RawClient canceller = new RawClient(test.cluster)) {
                client.negotiateTls()
                        .startUp(StartupMessage.VERSION_3_2, "arianna")
                        .read();
                client.password(test.token("arianna"));
                byte[] key = client.readUntil('K').body();
                client.readUntil(Message.READY_FOR_QUERY);
                client.wire().write(Message.query("select pg_sleep(600), 'by key " + inTls + "'"));
                awaitStatement("by key " + inTls);

                if (inTls) {
                    canceller.negotiateTls();
                }
                canceller
                        .wire()
                        .write(ByteBuffer.allocate(8 + key.length)
                                .putInt(8 + key.length)
                                .putInt(FirstPacket.CANCEL_REQUEST)
                                .put(key)
                                .array());

                assertThat(canceller.readByte()).isNegative();
                assertThat(client.readUntil(Message.ERROR).errorFields()).containsEntry('C', "57014");
            }
        }
    }

    private void awaitStatement(String mark) throws IOException {
        String sql = "select 1 from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like "
                + Sql.literal("%'" + mark + "'");
        while (test.cluster.execute(sql).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void connections_byTheDozen_areAllServed() throws Exception {
        CountDownLatch together = new CountDownLatch(CONNECTIONS);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                String user = i % 2 == 0 ? "arianna" : "app";
                answers.add(threads.submit(() -> askTogether(user, together)));
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? "arianna" : "app");
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a connection failed", e);
        }
    }

    private String askTogether(String user, CountDownLatch together) throws SQLException, InterruptedException {
        String password = user.equals("app") ? test.cluster.application().password() : test.token(user);
        try (Connection connection = test.connect(user, password)) {
            together.countDown();
            together.await();
            return TestCluster.ask(connection, "select current_user");
        } catch (SQLException e) {
            while (together.getCount() > 0) {
                together.countDown();
            }
            throw e;
        }
    }

    @Test
    void session_thatTheClientEnds_isOverAtPostgresToo() throws Exception {
        String pid;
        try (Connection connection = test.connect("paola", test.token("paola"))) {
            pid = TestCluster.ask(connection, "select pg_backend_pid()");
        }
        awaitEnd(pid);
        assertThat(test.journal.lines()).anyMatch(line -> line.event().equals("accepted"));
    }

    @Test
    void session_whoseClientVanishes_isOverAtPostgresToo() throws Exception {
        try (RawClient client = new RawClient(test.cluster)) {
            client.negotiateTls().startUp(StartupMessage.VERSION_3_0, "paola").read();
            client.password(test.token("paola"));
            int pid = ByteBuffer.wrap(client.readUntil('K').body()).getInt();
            client.readUntil(Message.READY_FOR_QUERY);

            client.wire().abort();

            awaitEnd(Integer.toString(pid));
        }
    }

    private void awaitEnd(String pid) throws IOException {
        while (!test.cluster
                .execute("select 1 from pg_stat_activity where pid = " + pid)
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void session_thatPostgresEnds_hearsWhy() throws Exception {
        try (Connection connection = test.connect("paola", test.token("paola"))) {
            String pid = TestCluster.ask(connection, "select pg_backend_pid()");
            test.cluster.execute("select pg_terminate_backend(" + pid + ", 30000)");
            assertThatThrownBy(() -> TestCluster.ask(connection, "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        }
    }
}

package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.access.CopyReader.Sink;
import io.dbvouch.access.Notification;
import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementResult;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.session.Connected;
import io.dbvouch.cli.shell.session.ExtendedQuery;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session that keeps what it is sent, and brings nothing. */
final class FakeSession implements SqlSession {
    final List<String> sent = new ArrayList<>();
    final Map<String, String> parameters = new HashMap<>(Map.of("server_version", "18.6"));
    volatile TransactionStatus status = TransactionStatus.IDLE;
    Runnable running = () -> {};

    /** What the server says to the statement that runs. */
    @Nullable
    ServerWords refusing;

    final AtomicInteger lookUps = new AtomicInteger();
    Runnable looking = () -> {};
    volatile List<String> tables = List.of();
    volatile boolean refusesLookUps;
    /** Where the session is when a savepoint has been left. */
    Supplier<TransactionStatus> leaving = () -> TransactionStatus.IN_TRANSACTION;

    final List<String> savepoints = Collections.synchronizedList(new ArrayList<>());
    Runnable cancelling = () -> {};
    boolean over;

    @Override
    public void run(String sql, Events events) throws IOException {
        sent.add(sql);
        running.run();
        ServerWords refusal = refusing;
        if (refusal != null) {
            refusing = null;
            events.error(refusal);
        }
        if (sql.startsWith("copy")) {
            events.copyIn(new Sink() {
                @Override
                public void write(byte[] bytes, int from, int length) {
                    sent.add("data " + new String(bytes, from, length, StandardCharsets.UTF_8));
                }

                @Override
                public void giveUp(String reason) {
                    sent.add("nothing: " + reason);
                }
            });
        }
    }

    @Override
    public void run(ExtendedQuery query, Events events) throws IOException {
        run(query.toString(), events);
    }

    @Override
    public List<StatementResult.Column> describe(String sql, Events events) {
        return List.of();
    }

    @Override
    public void lookUp(String sql, Consumer<StatementResult> reader) {
        if (sql.startsWith("ROLLBACK TO SAVEPOINT ")) {
            savepoints.add("left");
            status = leaving.get();
            return;
        }
        if (sql.startsWith("SAVEPOINT ")) {
            savepoints.add("entered");
            reader.accept(FakeResult.done("SAVEPOINT"));
        }
        lookUps.incrementAndGet();
        looking.run();
        if (!refusesLookUps) {
            for (int result = 0; result < 10; result++) {
                reader.accept(FakeResult.rows(5, result == 1 ? relations() : List.of()));
            }
        } else if (status == TransactionStatus.IN_TRANSACTION) {
            status = TransactionStatus.FAILED;
        }
    }

    private List<List<String>> relations() {
        return tables.stream()
                .map(name -> List.of("1", "public", name, "r", "t"))
                .toList();
    }

    @Override
    public void refuseWhenOver() {
        if (over) {
            throw new AccessException.Failed("the session is over");
        }
    }

    @Override
    public void cancel() {
        cancelling.run();
    }

    @Override
    public TransactionStatus transactionStatus() {
        return status;
    }

    @Override
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public List<Notification> notifications() {
        return List.of();
    }

    @Override
    public Connected connected() {
        return new Connected("app", "ari", "db.example.com", 5432, null, "TLSv1.3", "TLS_AES_256_GCM_SHA384", 4711);
    }
}

package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.cluster.FirstPacket.Cancel;
import io.dbvouch.sandbox.cluster.Login.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client's connection, from its first byte to its last. */
final class ClientSession {
    /** As {@code authentication_timeout} of PostgreSQL. */
    private static final int LOGIN_MILLIS = 60_000;

    private static final String BY_CLIENT = "client";
    private static final String BY_SERVER = "server";

    private final Endpoint endpoint;
    private final int port;
    private final Socket raw;
    private final Gatehouse house;
    private final SessionJournal journal;
    private volatile @Nullable Wire server;
    private volatile @Nullable Thread runner;
    private volatile boolean aborted;

    /**
     * @param endpoint the door that the client came to
     * @param port and the port there
     */
    ClientSession(Endpoint endpoint, int port, Socket raw, Gatehouse house, SessionJournal journal) {
        this.endpoint = endpoint;
        this.port = port;
        this.raw = raw;
        this.house = house;
        this.journal = journal;
    }

    /** Serves the client until one side has had enough. */
    void run() {
        runner = Thread.currentThread();
        journal.record("connected", Map.of("from", String.valueOf(raw.getRemoteSocketAddress())));
        String end = "a defect";
        try (Socket whole = raw) {
            whole.setTcpNoDelay(true);
            whole.setKeepAlive(true);
            whole.setSoTimeout(LOGIN_MILLIS);
            Conditions conditions = house.conditions().get();
            end = serve(new Greeting(whole, conditions, house.contexts(), journal).open(), conditions);
        } catch (EOFException e) {
            end = BY_CLIENT;
        } catch (IOException e) {
            end = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            journal.record("closed", Map.of("by", aborted ? "sandbox" : end));
        }
    }

    /** Ends the connection without a word to either side. */
    void abort() {
        aborted = true;
        try {
            raw.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
        Wire open = server;
        if (open != null) {
            open.abort();
        }
        Thread busy = runner;
        if (busy != null) {
            busy.interrupt();
        }
    }

    private String serve(Greeting.Opening opening, Conditions conditions) throws IOException, InterruptedException {
        return switch (opening.request()) {
            case Cancel cancel -> {
                journal.record("cancel", Map.of());
                house.backend().cancel(cancel);
                yield BY_SERVER;
            }
            case StartupMessage startup -> {
                journal.record(
                        "startup",
                        Map.of(
                                "user", startup.user(),
                                "database", startup.database(),
                                "application_name", startup.applicationName(),
                                "protocol", (startup.version() >>> 16) + "." + (startup.version() & 0xFFFF)));
                Thread.sleep(conditions.loginDelay());
                yield logIn(opening.wire(), startup);
            }
        };
    }

    private String logIn(Wire client, StartupMessage startup) throws IOException {
        StartupMessage asked = endpoint.readOnly() ? startup.with("default_transaction_read_only", "on") : startup;
        return switch (new Login(client, asked, house, journal).run(endpoint, port)) {
            case Outcome.Refused() -> BY_SERVER;
            case Outcome.Open(Wire opened) -> {
                client.readTimeout(0);
                server = opened;
                if (aborted) {
                    opened.abort();
                }
                yield new Relay(client, opened).run();
            }
        };
    }
}

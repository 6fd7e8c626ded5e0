package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.wire.ClientLine;
import io.dbvouch.wire.ClientLine.Opening;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket on which other programs find a target's database without a password: for each connection that they make here, a
 * session is opened there, by a token and over TLS, and is on record as any other.
 *
 * <ol>
 *   <li>whoever connects is the user of the operating system who runs this: the socket lies in a folder of mode 0700, and the
 *       system is asked for the peer besides;
 *   <li>what it wants to be has to be what the target makes it: the same database user, the same database;
 *   <li>the session is requested, opened and closed in the ledger, with the name that the program gives itself;
 *   <li>from then on bytes go both ways. A request to cancel shows a key that was made here; it goes to the server with the
 *       server's own, over TLS.
 * </ol>
 */
public final class SocketGate implements AutoCloseable {
    /** At a time; PostgreSQL's usual {@code max_connections}. */
    private static final int MOST = 100;

    private static final int PATIENCE_SECONDS = 10;

    /** What a program sent before it ended is read in this time; a session that is open still was left by it. */
    private static final int FAREWELL_MILLIS = 500;

    /** Besides {@link Handover#REMOVED}: what asks for a password, or for what a socket does not have. */
    private static final List<String> REMOVED_BESIDES = List.of(
            "PGPASSWORD",
            "PGREQUIREAUTH",
            "PGREQUIREPEER",
            "PGSSLMODE",
            "PGSSLROOTCERT",
            "PGSSLMINPROTOCOLVERSION",
            "PGGSSENCMODE");

    /** Of a login, what is not the program's to say. */
    private static final Set<String> OURS = Set.of("user", "database", "application_name", "replication");

    private final SocketFolder folder;
    private final ServerSocketChannel listener;
    private final AccessBroker broker;
    private final AccessRequest request;
    private final Chain chain;
    private final Semaphore room = new Semaphore(MOST);
    private final Set<RelayedSession> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(DaemonThreads.named("socket").factory());
    private volatile boolean closing;

    private SocketGate(
            SocketFolder folder,
            ServerSocketChannel listener,
            AccessBroker broker,
            AccessRequest request,
            Chain chain) {
        this.folder = folder;
        this.listener = listener;
        this.broker = broker;
        this.request = request;
        this.chain = chain;
    }

    static SocketGate open(AccessBroker broker, AccessRequest request, Chain chain, Map<String, String> environment) {
        SocketFolder folder = SocketFolder.create(environment);
        try {
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(folder.socket()), MOST);
            SocketGate gate = new SocketGate(folder, listener, broker, request, chain);
            gate.threads.execute(gate::accept);
            return gate;
        } catch (IOException e) {
            folder.close();
            throw new AccessException.Failed("there is no listening on " + folder.socket() + ": " + e.getMessage(), e);
        }
    }

    /** Variables that the other program must not see. */
    public List<String> removed() {
        List<String> removed = new ArrayList<>(Handover.REMOVED);
        removed.addAll(REMOVED_BESIDES);
        return removed;
    }

    /** Variables to set for the other program; there is no secret in them. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", folder.folder().toString());
        variables.put("PGPORT", Integer.toString(SocketFolder.PORT));
        variables.put("PGDATABASE", chain.database());
        variables.put("PGUSER", chain.user());
        return variables;
    }

    private void accept() {
        while (!closing) {
            try {
                SocketChannel client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException _) {
                if (!closing) {
                    // Out of files: those who are in stay in, and who comes waits.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            if (!folder.isOwnersEnd(client)) {
                return;
            }
            ClientLine line = new ClientLine(Channels.newInputStream(client), Channels.newOutputStream(client));
            try {
                switch (line.open()) {
                    case Opening.Cancel cancel -> sessions.forEach(session -> session.cancel(cancel.key()));
                    case Opening.Login login -> admit(client, line, login);
                }
            } catch (ProtocolException e) {
                line.refuse("08P01", String.valueOf(e.getMessage()), null, null);
            }
        } catch (IOException _) {
            // The client has gone.
            return;
        }
    }

    private void admit(SocketChannel client, ClientLine line, Opening.Login login) throws IOException {
        String wrong = wrong(login);
        if (wrong != null) {
            line.refuse("28000", wrong, null, "For another database: dbvouch exec --dbname DB TARGET");
            return;
        }
        if (!room.tryAcquire()) {
            line.refuse("53300", "sorry, too many clients already: " + MOST + " are the most here", null, null);
            return;
        }
        try {
            relay(client, line, login);
        } catch (AccessException e) {
            line.refuse(
                    state(e),
                    String.valueOf(e.getMessage()),
                    String.join("\n", e.notes()),
                    String.join("\n", e.hints()));
        } finally {
            room.release();
        }
    }

    private void relay(SocketChannel client, ClientLine line, Opening.Login login) {
        Map<String, String> settings = new LinkedHashMap<>(login.parameters());
        settings.keySet().removeIf(name -> name.startsWith("_pq_.") || OURS.contains(name));
        String application = login.parameter("application_name");
        RelayedSession session = new RelayedSession(
                broker.opening(request.from(application.isEmpty() ? null : application, settings)),
                () -> hangUp(client));
        sessions.add(session);
        try {
            if (closing) {
                session.end();
            }
            session.run(line);
        } finally {
            sessions.remove(session);
        }
    }

    /** What is wrong with a login; null for nothing. */
    private @Nullable String wrong(Opening.Login login) {
        String user = login.parameter("user");
        String database = login.parameter("database");
        if (!user.equals(chain.user())) {
            return "this socket is for database user \"" + chain.user() + "\", not for \"" + user + "\"";
        }
        if (!(database.isEmpty() ? user : database).equals(chain.database())) {
            return "this socket leads to database \"" + chain.database() + "\", not to \"" + database + "\"";
        }
        return login.parameter("replication").isEmpty() ? null : "this socket is not for replication";
    }

    /** PostgreSQL's appendix A; the server's own where it was the server that refused. */
    private static String state(AccessException e) {
        String servers = e.evidence().get("sqlstate");
        if (servers != null && servers.length() == 5) {
            return servers;
        }
        return switch (e) {
            case AccessException.Denied _, AccessException.SignInNeeded _ -> "28000";
            case AccessException.Unreachable _, AccessException.TlsRefused _ -> "08001";
            case AccessException.LedgerRefused _ -> "58030";
            case AccessException.BadConfiguration _ -> "F0000";
            case AccessException.Interrupted _ -> "57P01";
            case AccessException.Failed _ -> "XX000";
        };
    }

    private static void hangUp(SocketChannel client) {
        try {
            client.close();
        } catch (IOException _) {
            // It is closed as well as it can be.
            return;
        }
    }

    /** Lets sessions end that have been told farewell, ends all other sessions, and waits until that is on record. */
    @Override
    public void close() {
        closing = true;
        try {
            listener.close();
            threads.shutdown();
            if (!threads.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                sessions.forEach(RelayedSession::end);
            }
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (IOException _) {
            // The folder goes, and with it the way in.
            threads.shutdownNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            folder.close();
        }
    }
}

package io.dbvouch.identity;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import io.dbvouch.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits on a free port of 127.0.0.1 for the browser to come back (RFC 8252 §7.3). Takes one answer; whatever else comes is
 * refused:
 *
 * <ol>
 *   <li>no HTTP GET, or a head longer than 16 KiB;
 *   <li>another {@code Host} than the redirect URI's, as a page would send whose name was rebound to 127.0.0.1;
 *   <li>another path than {@link #PATH};
 *   <li>another state than the one that the sign-in began with, compared in constant time, or none;
 *   <li>a second answer with the right state;
 *   <li>a parameter that is there twice (RFC 6749 §3.1), or neither a code nor an error.
 * </ol>
 *
 * <p>A refused request does not end the wait. RFC 9700 §4.7 asks that an answer be tied to the browser that asked, which the
 * state does: the code that came with a wrong one is never exchanged. Ending the wait would help nobody but whoever can reach
 * the port, any page in any browser of this machine, and wants to keep the person from signing in.
 *
 * <p>Each connection has its own thread, because browsers open some that they do not use.
 */
final class LoopbackListener implements AutoCloseable {
    /** The path of the redirect URI, as the AWS CLI registers it. */
    static final String PATH = "/oauth/callback";

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(20);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket server;
    private final byte[] state;
    private final BlockingQueue<Callback> taken = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean used = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private LoopbackListener(ServerSocket server, Secret state) {
        this.server = server;
        this.state = state.reveal().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Opens the port.
     *
     * @throws AccessException.Failed if there is none
     */
    static LoopbackListener open(Secret state) {
        try {
            ServerSocket server = new ServerSocket(0, 0, InetAddress.getByAddress(LOOPBACK));
            LoopbackListener listener = new LoopbackListener(server, state);
            DaemonThreads.named("sign-in-listener").start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new AccessException.Failed("no port can be opened on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** The redirect URI with the port. */
    URI redirectUri() {
        return URI.create("http://" + host() + PATH);
    }

    /** The answer, if it comes within {@code patience}. */
    Optional<Callback> poll(Duration patience) throws InterruptedException {
        return Optional.ofNullable(taken.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** How many requests for the right path were refused. */
    int refused() {
        return refused.get();
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        closeQuietly(server);
        // The system keeps a port open for as long as a thread waits on it, and the thread wakes up a little later.
        ended.join();
        connections.forEach(LoopbackListener::closeQuietly);
    }

    private String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                acceptOne();
            }
        } finally {
            ended.complete(null);
        }
    }

    private void acceptOne() {
        try {
            Socket connection = server.accept();
            connections.add(connection);
            DaemonThreads.named("sign-in-callback").start(() -> serve(connection));
        } catch (IOException e) {
            // Closed, which ends the loop; or there is no room for a connection, which may pass.
            if (!server.isClosed()) {
                LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
            }
        }
    }

    private void serve(Socket connection) {
        try {
            connection.setSoTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()));
            Optional<CallbackRequest> request = CallbackRequest.read(connection.getInputStream());
            if (request.isEmpty()) {
                send(connection, CallbackPage.BAD_REQUEST);
                return;
            }
            serve(connection, request.get());
        } catch (IOException e) {
            drop(connection);
        }
    }

    private void serve(Socket connection, CallbackRequest request) {
        if (!request.host().equals(host())) {
            send(connection, CallbackPage.WRONG_HOST);
        } else if (!request.path().equals(PATH)) {
            send(connection, CallbackPage.NOT_FOUND);
        } else if (!request.method().equals("GET")) {
            send(connection, CallbackPage.NOT_GET);
        } else {
            Optional<Map<String, String>> parameters = request.parameters();
            if (parameters.isEmpty()) {
                refuse(connection, CallbackPage.BAD_REQUEST);
            } else {
                answer(connection, parameters.get());
            }
        }
    }

    private void answer(Socket connection, Map<String, String> parameters) {
        byte[] given = parameters.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(state, given)) {
            refuse(connection, CallbackPage.WRONG_STATE);
            return;
        }
        String error = parameters.getOrDefault("error", "");
        String code = parameters.getOrDefault("code", "");
        if (error.isEmpty() == code.isEmpty()) {
            refuse(connection, CallbackPage.BAD_REQUEST);
            return;
        }
        if (!used.compareAndSet(false, true)) {
            refuse(connection, CallbackPage.USED);
            return;
        }
        Callback.Reply reply = page -> send(connection, page);
        taken.add(
                code.isEmpty()
                        ? new Callback.Refusal(error, parameters.getOrDefault("error_description", ""), reply)
                        : new Callback.Code(Secret.of(code), reply));
    }

    private void refuse(Socket connection, CallbackPage page) {
        refused.incrementAndGet();
        send(connection, page);
    }

    private void send(Socket connection, CallbackPage page) {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(page.response());
        } catch (IOException e) {
            // The browser has gone; nothing depends on it any more.
            drop(connection);
            return;
        }
        drop(connection);
    }

    private void drop(Socket connection) {
        closeQuietly(connection);
        connections.remove(connection);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // A socket that cannot be closed is closed already.
            return;
        }
    }
}

package io.dbvouch.sandbox.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 server on 127.0.0.1, at a free port, with a virtual thread for each connection.
 *
 * <p>A request is handed on only when its Host header names loopback, so that a web page cannot reach the server under a
 * name of its own (DNS rebinding), and when its Origin, if it has one, is this server: a page from elsewhere gets 403.
 */
public final class LoopbackServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Handler handler;
    private final InstantSource clock;
    private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
    private final Thread acceptor;
    private volatile boolean closed;

    private LoopbackServer(ServerSocket listener, String name, Handler handler, InstantSource clock) {
        this.listener = listener;
        this.handler = handler;
        this.clock = clock;
        this.acceptor = Thread.ofVirtual().name("sandbox-" + name).unstarted(this::accept);
    }

    /**
     * Starts a server.
     *
     * @param clock tells the time of the Date header
     */
    public static LoopbackServer start(String name, Handler handler, InstantSource clock) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 128);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        LoopbackServer server = new LoopbackServer(listener, name, handler, clock);
        server.acceptor.start();
        return server;
    }

    /** Where it listens: {@code http://127.0.0.1:port}, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                Thread thread = Thread.ofVirtual().unstarted(() -> serve(socket));
                connections.put(socket, thread);
                thread.start();
                if (closed) {
                    socket.close();
                }
            } catch (IOException e) {
                // Closed, or a connection that broke while it was made: the loop's condition tells which.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream()), out);
            boolean open = true;
            while (open && !closed) {
                open = serveOne(reader, out);
            }
        } catch (IOException e) {
            // The client went away: there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private boolean serveOne(RequestReader reader, OutputStream out) throws IOException, InterruptedException {
        Request request;
        try {
            Optional<Request> next = reader.next();
            if (next.isEmpty()) {
                return false;
            }
            request = next.get();
        } catch (BadRequestException e) {
            write(out, Reply.of(400, "text/plain; charset=utf-8", e.getMessage() + "\n"), true, false);
            return false;
        }
        boolean close = request.header("connection").orElse("").equalsIgnoreCase("close");
        Reply reply;
        try {
            reply = isFromElsewhere(request)
                    ? Reply.of(403, "text/plain; charset=utf-8", "this server answers loopback only\n")
                    : handler.handle(request);
        } catch (RuntimeException e) {
            write(out, Reply.of(500, "text/plain; charset=utf-8", "the sandbox has a defect\n"), true, false);
            throw e;
        }
        write(out, reply, close, request.method().equals("HEAD"));
        return !close;
    }

    private static boolean isFromElsewhere(Request request) {
        String host = request.header("host").orElse("");
        return !Loopback.isAuthority(host)
                || request.header("origin")
                        .filter(origin -> !origin.equals("http://" + host))
                        .isPresent();
    }

    private void write(OutputStream out, Reply reply, boolean close, boolean headOnly) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(reply.status())
                .append(" \r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        if (close) {
            head.append("Connection: close\r\n");
        }
        reply.headers()
                .forEach((name, value) -> head.append(name)
                        .append(": ")
                        .append(value.replaceAll("[\r\n]", " "))
                        .append("\r\n"));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            message.writeBytes(body);
        }
        message.writeTo(out);
        out.flush();
    }

    /** Closes the listener and every connection, also those that wait for an answer. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        for (Map.Entry<Socket, Thread> connection : Set.copyOf(connections.entrySet())) {
            connection.getValue().interrupt();
            connection.getKey().close();
        }
    }
}

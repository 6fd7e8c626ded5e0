package io.dbvouch.sandbox.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One endpoint's listening socket, and the thread that accepts on it. */
final class Listener implements Closeable {
    private static final int BACKLOG = 256;

    private final Endpoint endpoint;
    private final ServerSocket socket;
    private @Nullable Thread acceptor;

    private Listener(Endpoint endpoint, ServerSocket socket) {
        this.endpoint = endpoint;
        this.socket = socket;
    }

    /**
     * Binds to the endpoint's address; clients wait until {@link #accept} is called.
     *
     * @param port the port, or 0 for any that is free
     */
    static Listener bind(Endpoint endpoint, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        InetSocketAddress where = new InetSocketAddress(endpoint.address(), port);
        try {
            socket.setReuseAddress(true);
            socket.bind(where, BACKLOG);
            return new Listener(endpoint, socket);
        } catch (BindException e) {
            socket.close();
            throw (IOException) new BindException(where + ": " + e.getMessage()).initCause(e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Hands every client over, from another thread, until this is closed. */
    void accept(BiConsumer<Endpoint, Socket> clients) {
        acceptor = Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    clients.accept(endpoint, socket.accept());
                } catch (IOException closedOrVanished) {
                    // Either the loop ends, or the client had gone before it was let in.
                }
            }
        });
    }

    /** Stops listening; when it returns, the operating system refuses clients. */
    @Override
    public void close() throws IOException {
        socket.close();
        Thread accepting = acceptor;
        if (accepting == null) {
            return;
        }
        try {
            // A socket that a thread waits on is closed only when that thread lets go of it.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}

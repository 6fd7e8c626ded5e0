package io.dbvouch.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A router between a client and a server on loopback that can forget connections: nobody is told, and nothing gets through. */
final class Forgetful implements AutoCloseable {
    /** Where clients are to connect to, at the server's port. */
    static final String ADDRESS = "127.0.0.5";

    private static final int CHUNK = 8192;

    private final ServerSocket listener;
    private final List<Route> routes = new ArrayList<>();

    private record Route(Socket client, Socket server, AtomicBoolean forgotten) {}

    Forgetful(int port) throws IOException {
        listener = new ServerSocket(port, 10, InetAddress.getByName(ADDRESS));
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                Route route = new Route(client, server, new AtomicBoolean());
                synchronized (routes) {
                    routes.add(route);
                }
                Thread.ofVirtual().start(() -> pass(client, server, route.forgotten()));
                Thread.ofVirtual().start(() -> pass(server, client, route.forgotten()));
            }
        } catch (IOException closed) {
            // Nobody comes any more.
            return;
        }
    }

    private static void pass(Socket from, Socket to, AtomicBoolean forgotten) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (!forgotten.get()) {
                    out.write(chunk, 0, length);
                    out.flush();
                }
            }
            if (!forgotten.get()) {
                to.shutdownOutput();
            }
        } catch (IOException gone) {
            // As the other direction finds out.
            return;
        }
    }

    /** Forgets the connections that there are; those that come get through. */
    void forget() {
        synchronized (routes) {
            routes.forEach(route -> route.forgotten().set(true));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (routes) {
            for (Route route : routes) {
                route.client().close();
                route.server().close();
            }
        }
    }
}

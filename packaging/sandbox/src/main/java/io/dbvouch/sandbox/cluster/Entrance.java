package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.Journal;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The listening side: all endpoints on one port, each on its own address. */
final class Entrance implements AutoCloseable {
    private static final int ATTEMPTS = 50;
    private static final int BACKLOG = 256;

    private final List<Endpoint> endpoints;
    private final Gatehouse house;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private volatile int port;

    Entrance(List<Endpoint> endpoints, Gatehouse house, Journal journal) {
        this.endpoints = List.copyOf(endpoints);
        this.house = house;
        this.journal = journal;
    }

    /** Where it listens, or listened last. */
    int port() {
        return port;
    }

    /**
     * Starts listening, if it does not yet.
     *
     * @param wanted the port, or 0 for any that is free on every address
     */
    void open(int wanted) throws IOException {
        lock.lock();
        try {
            for (int attempt = 1; listeners.isEmpty(); attempt++) {
                try {
                    bindAll(wanted);
                } catch (BindException e) {
                    if (wanted != 0 || attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops listening: clients are refused by the operating system. Sessions go on. */
    void shut() throws IOException {
        lock.lock();
        try {
            closeAll(listeners);
            listeners.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Goes to another port. */
    void move() throws IOException {
        lock.lock();
        try {
            List<ServerSocket> old = List.copyOf(listeners);
            listeners.clear();
            try {
                open(0);
            } finally {
                closeAll(old);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends every session without a word. */
    void dropSessions() {
        sessions.forEach(ClientSession::abort);
    }

    private void bindAll(int wanted) throws IOException {
        int common = wanted;
        List<ServerSocket> bound = new ArrayList<>();
        try {
            for (Endpoint endpoint : endpoints) {
                ServerSocket listener = new ServerSocket();
                bound.add(listener);
                listener.setReuseAddress(true);
                listener.bind(new InetSocketAddress(endpoint.address(), common), BACKLOG);
                common = listener.getLocalPort();
            }
        } catch (IOException e) {
            closeAll(bound);
            throw e;
        }
        port = common;
        listeners.addAll(bound);
        for (int i = 0; i < bound.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            ServerSocket listener = bound.get(i);
            house.threads().execute(() -> acceptAll(endpoint, listener));
        }
    }

    private static void closeAll(List<ServerSocket> open) throws IOException {
        for (ServerSocket listener : open) {
            listener.close();
        }
    }

    private void acceptAll(Endpoint endpoint, ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                SessionJournal lines = new SessionJournal(journal, connections.incrementAndGet(), endpoint);
                ClientSession session = new ClientSession(endpoint, listener.getLocalPort(), client, house, lines);
                sessions.add(session);
                house.threads().execute(() -> serve(session));
            } catch (IOException closedOrVanished) {
                // Either the loop ends, or the client had gone before it was let in.
            }
        }
    }

    private void serve(ClientSession session) {
        try {
            session.run();
        } finally {
            sessions.remove(session);
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        dropSessions();
    }
}

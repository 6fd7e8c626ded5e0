package io.dbvouch.sandbox.cluster;

import io.dbvouch.sandbox.Journal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The listening side: all endpoints on one port, each on its own address. */
final class Entrance implements AutoCloseable {
    private static final int ATTEMPTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Endpoint> endpoints;
    private final Gatehouse house;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
            List<Listener> old = List.copyOf(listeners);
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
        List<Listener> bound = new ArrayList<>();
        try {
            int common = wanted;
            for (Endpoint endpoint : endpoints) {
                Listener listener = Listener.bind(endpoint, common);
                bound.add(listener);
                common = listener.port();
            }
            port = common;
        } catch (IOException e) {
            closeAll(bound);
            throw e;
        }
        listeners.addAll(bound);
        int here = port;
        bound.forEach(listener -> listener.accept((endpoint, client) -> admit(endpoint, here, client)));
    }

    private static void closeAll(List<Listener> open) throws IOException {
        for (Listener listener : open) {
            listener.close();
        }
    }

    private void admit(Endpoint endpoint, int port, Socket client) {
        SessionJournal lines = new SessionJournal(journal, connections.incrementAndGet(), endpoint);
        ClientSession session = new ClientSession(endpoint, port, client, house, lines);
        sessions.add(session);
        try {
            threads.execute(() -> serve(session));
        } catch (RejectedExecutionException closed) {
            session.abort();
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
        threads.shutdown();
        dropSessions();
        try {
            if (!threads.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("connections that do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}

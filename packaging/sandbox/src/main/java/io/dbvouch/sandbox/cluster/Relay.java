package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries bytes both ways until both sides have ended.
 *
 * <p>Each direction has a thread that reads, then writes: whoever is slow slows down the other. When the client ends its
 * side, PostgreSQL is told and may still finish what it says; when PostgreSQL ends, so does the connection.
 */
final class Relay {
    private final Wire client;
    private final Wire server;
    private final AtomicBoolean over = new AtomicBoolean();

    Relay(Wire client, Wire server) {
        this.client = client;
        this.server = server;
    }

    /**
     * Carries everything, and returns when all is over.
     *
     * @return who ended it: {@code client} or {@code server}
     */
    String run() {
        Thread.ofVirtual().start(this::fromClient);
        try {
            copy(server.in(), client.out());
        } catch (IOException gone) {
            // Either side has gone without a word: the other one hears of it just below.
        }
        boolean clientWasFirst = !over.compareAndSet(false, true);
        client.close();
        server.abort();
        return clientWasFirst ? "client" : "server";
    }

    private void fromClient() {
        try {
            copy(client.in(), server.out());
            over.set(true);
            server.endOutput();
        } catch (IOException gone) {
            over.set(true);
            server.abort();
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[Wire.BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }
}

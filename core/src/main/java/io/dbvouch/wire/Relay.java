package io.dbvouch.wire;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client speak with a server that is logged in to: bytes both ways, as they come, counted by the way. It ends when either
 * side does.
 */
public final class Relay {
    private static final int CHUNK = 64 * 1024;

    private final WireConnection server;
    private final ClientLine client;
    private final CancelKey key;
    private final MessageTally up = new MessageTally(this::fromClient);
    private final MessageTally down = new MessageTally(this::fromServer);
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean asked;
    /** Guards the tallies, and what follows. */
    private final Object counting = new Object();
    /** Whether a statement was asked for by a {@code Query}, whose last result alone is followed by {@code ReadyForQuery}. */
    private boolean simple;
    /** How many were asked for whose end has not come. */
    private int unheard;
    /** Whether one has failed, and {@code ReadyForQuery} has not come since. */
    private boolean failing;

    private final @Nullable Consumer<String> statements;
    private volatile boolean clientLeft;
    private final InstantSource clock;
    private volatile Instant lastByte;

    /**
     * A relay that has not begun.
     *
     * @param key what the client is to show where it wants its statement stopped
     * @param statements takes each statement's text before it is sent; null where nobody wants to know
     */
    public Relay(
            WireConnection server,
            ClientLine client,
            CancelKey key,
            @Nullable Consumer<String> statements,
            InstantSource clock) {
        this.server = server;
        this.client = client;
        this.key = key;
        this.statements = statements;
        this.clock = clock;
        this.lastByte = clock.instant();
    }

    /** How it ended. */
    public enum End {
        /** The client said farewell. */
        DONE,
        /** It went without a word. */
        CLIENT_GONE,
        /** The server hung up, or did not keep to the protocol. */
        SERVER_GONE
    }

    /**
     * Lets them speak.
     *
     * @param hangUp ends the client's line, from this thread: nothing else is written to it any more
     * @param stop has the server stop what runs: nobody is there any more to take what it brings
     */
    public End run(Runnable hangUp, Runnable stop) throws IOException {
        Map<String, String> parameters = server.parameters();
        client.welcome(parameters, key, server.transactionStatus());
        CountDownLatch upwards = new CountDownLatch(1);
        DaemonThreads.named("relay").start(() -> {
            try {
                if (statements == null) {
                    pass(client.in, server.output(), up);
                } else {
                    passStatements(statements);
                }
            } catch (IOException | AccessException _) {
                // One of the two has gone, which the other direction finds out; or a statement cannot be put on record.
            } finally {
                clientLeft = true;
                if (up.last() != 'X' && isBusy()) {
                    stop.run();
                }
                server.abort();
                upwards.countDown();
            }
        });
        try {
            byte[] first = server.takeAhead();
            count(down, first, 0, first.length);
            client.out.write(first);
            pass(server.input(), client.out, down);
        } catch (IOException _) {
            // As above.
        } finally {
            boolean leftFirst = clientLeft;
            hangUp.run();
            await(upwards);
            clientLeft = leftFirst;
        }
        return up.last() == 'X' ? End.DONE : clientLeft ? End.CLIENT_GONE : End.SERVER_GONE;
    }

    private void pass(InputStream from, OutputStream to, MessageTally tally) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
            count(tally, chunk, 0, length);
            lastByte = clock.instant();
            to.write(chunk, 0, length);
            to.flush();
        }
    }

    private void count(MessageTally tally, byte[] piece, int from, int length) {
        synchronized (counting) {
            tally.feed(piece, from, length);
        }
    }

    /** As {@link #pass}, message by message. */
    private void passStatements(Consumer<String> to) throws IOException {
        MessageReader messages = MessageReader.ofClient(client.in, LoginInput.MOST);
        OutputStream out = server.output();
        for (int type = messages.next(); type != MessageReader.END; type = messages.next()) {
            if (type == 'P') {
                messages.text();
            }
            if (type == 'Q' || type == 'P') {
                to.accept(messages.text());
            }
            int length = messages.end() - messages.start();
            count(up, messages.buffer(), messages.start(), length);
            lastByte = clock.instant();
            out.write(messages.buffer(), messages.start(), length);
            out.flush();
        }
        throw new EOFException("the client has gone");
    }

    /** Each of these is answered by a {@code ReadyForQuery}. */
    private void fromClient(int type) {
        if (type == 'Q' || type == 'S' || type == 'F') {
            pending.incrementAndGet();
        }
        if (type == 'Q' || type == 'E' || type == 'F') {
            simple = type == 'Q';
            unheard++;
        }
        if (type != 'X') {
            asked = true;
        }
    }

    private void fromServer(int type) {
        if (type == 'Z') {
            if (simple && !failing) {
                heard();
            }
            failing = false;
            if (pending.updateAndGet(before -> Math.max(0, before - 1)) == 0) {
                asked = false;
                unheard = 0;
            }
        } else if (type == 'E') {
            failing = true;
            heard();
        } else if ("CsIV".indexOf(type) >= 0 && !simple) {
            heard();
        } else if (type == 'G') {
            // A Sync that was sent along with the COPY has no answer: one more is to come behind the data.
            pending.set(up.last() == 'Q' ? 1 : 0);
        }
    }

    private void heard() {
        unheard = Math.max(0, unheard - 1);
    }

    private boolean isBusy() {
        return asked || pending.get() > 0;
    }

    private static void await(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                // Both lines are closed: it ends by itself.
            }
        }
    }

    /** Since when nothing has been said, where the server has nothing to do. */
    public Optional<Instant> idleSince() {
        return isBusy() ? Optional.empty() : Optional.of(lastByte);
    }

    /** Whether the client has heard messages as a whole; for the thread that {@link #run} was called on. */
    public boolean isBetweenMessages() {
        return down.isBetweenMessages();
    }

    /**
     * What has gone by.
     *
     * @param statements those that the server is done with, and those whose end has not come
     * @param failed those that failed, and the latter
     * @param rows that the server sent, of a {@code COPY} too
     * @param received bytes from the server
     * @param sent bytes to it
     */
    public record Counts(long statements, long failed, long rows, long received, long sent) {}

    /** What has gone by so far, from any thread. */
    public Counts counts() {
        synchronized (counting) {
            long failed = down.count('E') + unheard;
            return new Counts(
                    down.count('C') + failed, failed, down.count('D') + down.count('d'), down.bytes(), up.bytes());
        }
    }
}

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
            down.feed(first, 0, first.length);
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
            tally.feed(chunk, 0, length);
            lastByte = clock.instant();
            to.write(chunk, 0, length);
            to.flush();
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
            up.feed(messages.buffer(), messages.start(), length);
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
        if (type != 'X') {
            asked = true;
        }
    }

    private void fromServer(int type) {
        if (type == 'Z') {
            if (pending.updateAndGet(before -> Math.max(0, before - 1)) == 0) {
                asked = false;
            }
        } else if (type == 'G') {
            // A Sync that was sent along with the COPY has no answer: one more is to come behind the data.
            pending.set(up.last() == 'Q' ? 1 : 0);
        }
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

    /** Statements that the server is done with. */
    public long statements() {
        return down.count('C') + failed();
    }

    /** Those that failed. */
    public long failed() {
        return down.count('E');
    }

    /** Rows that the server sent, of a {@code COPY} too. */
    public long rows() {
        return down.count('D') + down.count('d');
    }

    /** Bytes from the server. */
    public long received() {
        return down.bytes();
    }

    /** Bytes to it. */
    public long sent() {
        return up.bytes();
    }
}

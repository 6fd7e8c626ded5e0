package io.dbvouch.wire;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Sends the data of a {@code COPY … FROM STDIN}. What the server says meanwhile is taken by another thread: a server whose
 * triggers have much to say reads no more until somebody listens, and one that has refused the data reads it all the same.
 */
final class CopySender {
    private static final int CHUNK = 64 * 1024;

    private static final byte[] NOTHING = {};

    private final WireConnection wire;

    CopySender(WireConnection wire) {
        this.wire = wire;
    }

    Answer send(CopyInput data) throws IOException {
        FutureTask<Answer> answer = new FutureTask<>(wire::next);
        Thread.ofVirtual().name("copy").start(answer);
        try {
            data.sendTo((bytes, from, length) -> {
                for (int sent = 0; sent < length && !answer.isDone(); sent += CHUNK) {
                    wire.send('d', bytes, from + sent, Math.min(CHUNK, length - sent));
                }
                return !answer.isDone();
            });
        } catch (IOException | RuntimeException e) {
            if (!wire.isLost()) {
                wire.refuseCopy(String.valueOf(e.getMessage()).replace('\0', ' '));
                await(answer);
            }
            throw e;
        }
        if (!answer.isDone()) {
            wire.send('c', NOTHING, 0, 0);
        }
        return await(answer);
    }

    private static Answer await(FutureTask<Answer> answer) {
        while (true) {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AccessException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException _) {
                // The server's answer is what ends it; who is in a hurry aborts the connection.
            }
        }
    }
}

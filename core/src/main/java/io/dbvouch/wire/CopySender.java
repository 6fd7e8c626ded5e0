package io.dbvouch.wire;

import io.dbvouch.AccessException;
import io.dbvouch.DaemonThreads;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

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
        DaemonThreads.named("copy").start(answer);
        Sending sending = new Sending(answer);
        try {
            data.sendTo(sending);
        } catch (IOException | RuntimeException e) {
            if (!wire.isLost()) {
                refuse(String.valueOf(e.getMessage()));
                await(answer);
            }
            throw e;
        }
        if (!answer.isDone()) {
            if (sending.givenUp != null) {
                refuse(sending.givenUp);
            } else {
                wire.send('c', NOTHING, 0, 0);
            }
        }
        return await(answer);
    }

    private void refuse(String why) {
        wire.refuseCopy(why.replace('\0', ' '));
    }

    private final class Sending implements CopyInput.Output {
        private final FutureTask<Answer> answer;
        private @Nullable String givenUp;

        private Sending(FutureTask<Answer> answer) {
            this.answer = answer;
        }

        @Override
        public boolean write(byte[] bytes, int from, int length) {
            for (int sent = 0; sent < length && wanted(); sent += CHUNK) {
                wire.send('d', bytes, from + sent, Math.min(CHUNK, length - sent));
            }
            return wanted();
        }

        private boolean wanted() {
            return givenUp == null && !answer.isDone();
        }

        @Override
        public void giveUp(String reason) {
            givenUp = reason;
        }
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

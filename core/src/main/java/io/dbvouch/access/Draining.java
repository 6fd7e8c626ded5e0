package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.wire.Answer;
import io.dbvouch.wire.WireConnection;
import java.time.Duration;

/** Drops what a server still sends after it was asked to stop. It does not get for ever: then the connection is given up. */
final class Draining {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Draining() {}

    static void toTheEnd(WireConnection wire) {
        long start = System.nanoTime();
        try {
            wire.patience((int) PATIENCE.toMillis());
            while (wire.isBusy() && wire.next() != Answer.READY) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    wire.abort();
                }
            }
            wire.patience(0);
        } catch (AccessException _) {
            // The connection is over; that is told when it is needed again. What led here is what the person has to
            // know.
            return;
        }
    }
}

package io.dbvouch.cli.output;

import io.dbvouch.DaemonThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Draws something again and again, on a thread of its own, until it is closed, and erases it then. */
final class Redrawing implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;

    private final Runnable draw;
    private final Runnable erase;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread drawer;

    private Redrawing(String name, Runnable draw, Runnable erase) {
        this.draw = draw;
        this.erase = erase;
        this.drawer = DaemonThreads.named(name).unstarted(this::run);
    }

    /**
     * Starts.
     *
     * @param name the thread's
     */
    static Redrawing start(String name, Runnable draw, Runnable erase) {
        Redrawing redrawing = new Redrawing(name, draw, erase);
        redrawing.drawer.start();
        return redrawing;
    }

    private void run() {
        try {
            do {
                draw.run();
            } while (!closed.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // Nobody else has this thread.
        }
        erase.run();
    }

    /** Returns once it is erased; a second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                drawer.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

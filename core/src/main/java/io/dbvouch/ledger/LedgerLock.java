package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to append, held by one thread of one process at a time. Waiting for it ends after a while, for who holds it may
 * have been stopped; it does not end when the thread is interrupted, so that an interrupted thread can still put on record
 * how its session ended.
 */
final class LedgerLock implements AutoCloseable {
    /** Ample: who holds the lock appends one batch, which takes milliseconds. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final long SHORTEST_PAUSE = 100_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    /**
     * POSIX record locks belong to the process, and closing any descriptor of the file gives them up (see {@link
     * java.nio.channels.FileLock}): within the process the file may be open once at a time only, by whatever path it is
     * reached. So there is one lock for the whole process.
     */
    private static final ReentrantLock PROCESS = new ReentrantLock(true);

    private final FileChannel channel;

    private LedgerLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @throws AccessException.LedgerRefused if it cannot be had within {@code wait}
     */
    static LedgerLock acquire(Path file, Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        // Set, it would close the channel at the first use.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    if (PROCESS.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return acquireFile(file, deadline);
                    }
                    throw busy(file);
                } catch (InterruptedException | ClosedByInterruptException | FileLockInterruptionException _) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static LedgerLock acquireFile(Path file, long deadline) throws IOException, InterruptedException {
        boolean acquired = false;
        try {
            FileChannel channel = open(file);
            try {
                acquired = lock(channel, deadline);
            } finally {
                if (!acquired) {
                    channel.close();
                }
            }
            if (acquired) {
                return new LedgerLock(channel);
            }
            throw busy(file);
        } finally {
            if (!acquired) {
                PROCESS.unlock();
            }
        }
    }

    private static boolean lock(FileChannel channel, long deadline) throws IOException, InterruptedException {
        long pause = SHORTEST_PAUSE;
        // The lock is given up when the channel is closed.
        while (channel.tryLock() == null) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(pause);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return true;
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException _) {
            try {
                Disk.create(file);
            } catch (FileAlreadyExistsException _) {
                // Another process was faster.
            }
            return FileChannel.open(file, StandardOpenOption.WRITE);
        }
    }

    private static AccessException busy(Path file) {
        return new AccessException.LedgerRefused("the ledger is in use by another process")
                .evidence("file", file)
                .hint("fuser -v " + file);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            PROCESS.unlock();
        }
    }
}

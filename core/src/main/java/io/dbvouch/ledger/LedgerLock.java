package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The right to append, held by one thread of one process at a time. */
final class LedgerLock implements AutoCloseable {
    /**
     * POSIX record locks belong to the process, and closing any descriptor of the file gives them up: within the process
     * the file may be open once at a time only, by whatever path it is reached. So one lock for the whole process.
     */
    private static final ReentrantLock PROCESS = new ReentrantLock(true);

    private final FileChannel channel;

    private LedgerLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @throws AccessException.Interrupted if the thread is interrupted while it waits
     */
    static LedgerLock acquire(Path file) throws IOException {
        try {
            PROCESS.lockInterruptibly();
        } catch (InterruptedException _) {
            throw interrupted();
        }
        @Nullable FileChannel channel = null;
        try {
            channel = open(file);
            // Given up when the channel is closed.
            channel.lock();
            return new LedgerLock(channel);
        } catch (FileLockInterruptionException _) {
            release(channel);
            throw interrupted();
        } catch (IOException | RuntimeException e) {
            release(channel);
            throw e;
        }
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

    private static AccessException interrupted() {
        Thread.currentThread().interrupt();
        return new AccessException.Interrupted("interrupted while waiting for the ledger");
    }

    private static void release(@Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            PROCESS.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        release(channel);
    }
}

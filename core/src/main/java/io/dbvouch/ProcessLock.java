package io.dbvouch;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock that holds between the threads of one process and between processes, for as long as it is open. It
 * belongs to nobody in particular: any thread may close it, and a thread that holds it must not ask for it again.
 *
 * <p>The lock file is empty, private, and stays where it is: removing it would let two holders in. The operating system
 * lets go of the lock when the process ends, however it ends.
 */
public final class ProcessLock implements AutoCloseable {
    /**
     * What each thread waits for before it asks the operating system. Static and mutable because a POSIX record lock is the
     * whole process's: the system neither keeps two threads of a process apart, nor keeps the lock when one of them closes
     * another channel to the file (fcntl(2), "Record locks").
     */
    private static final ConcurrentMap<Path, Semaphore> WITHIN_THIS_PROCESS = new ConcurrentHashMap<>();

    /** An append to the ledger takes no longer. */
    private static final Duration SHORTEST_PAUSE = Duration.ofNanos(100_000);

    /** Short, for many may take turns: longer pauses would leave the lock idle between them. */
    private static final Duration LONGEST_PAUSE = Duration.ofNanos(400_000);

    private final Semaphore turn;
    private @Nullable FileChannel channel;

    private ProcessLock(Semaphore turn, FileChannel channel) {
        this.turn = turn;
        this.channel = channel;
    }

    /**
     * Waits for the lock on {@code file}, which is made if it is missing.
     *
     * @param patience how long to wait at most
     * @throws AccessException.Failed if somebody else still holds it then, or the file cannot be made or locked
     * @throws AccessException.Interrupted if the thread is interrupted while waiting; its interrupt status is cleared
     */
    public static ProcessLock acquire(Path file, Duration patience) {
        return acquireWithin(file, patience)
                .orElseThrow(
                        () -> new AccessException.Failed(file + " is still locked after " + patience.toSeconds() + " s")
                                .evidence("file", file));
    }

    /**
     * The lock on {@code file}, or nothing if somebody holds it now.
     *
     * @throws AccessException.Failed if the file cannot be made or locked
     */
    public static Optional<ProcessLock> tryAcquire(Path file) {
        return acquireWithin(file, Duration.ZERO);
    }

    /** Lets go of it. Does nothing the second time. */
    @Override
    public synchronized void close() {
        FileChannel held = channel;
        if (held == null) {
            return;
        }
        channel = null;
        closeQuietly(held);
        turn.release();
    }

    private static Optional<ProcessLock> acquireWithin(Path file, Duration patience) {
        PrivateFiles.createDirectory(PrivateFiles.directoryOf(file));
        try {
            return await(file, patience);
        } catch (InterruptedException e) {
            throw new AccessException.Interrupted("interrupted while waiting for " + file);
        } catch (IOException e) {
            throw PrivateFiles.failed("lock", file, e);
        }
    }

    /**
     * As {@link #acquire}, for who has words of its own for what can go wrong.
     *
     * @param file in a folder that is there
     * @return nothing if somebody else still holds it after {@code patience}
     * @throws InterruptedException if the thread is interrupted while waiting; its interrupt status is cleared
     */
    public static Optional<ProcessLock> await(Path file, Duration patience) throws IOException, InterruptedException {
        return await(new Place(file, turn(file)), patience);
    }

    /**
     * A lock file whose one name was looked up, for who locks it again and again.
     *
     * @param file as given
     * @param turn what the threads of this process wait for
     */
    public record Place(Path file, Semaphore turn) {}

    /**
     * Looks up a lock file's name.
     *
     * @param file in a folder that is there
     */
    public static Place place(Path file) throws IOException {
        return new Place(file, turn(file));
    }

    private static Semaphore turn(Path file) throws IOException {
        return WITHIN_THIS_PROCESS.computeIfAbsent(canonical(file), _ -> new Semaphore(1, true));
    }

    /** As {@link #await(Path, Duration)}, of a file that was looked up. */
    public static Optional<ProcessLock> await(Place place, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Semaphore turn = place.turn;
        @Nullable Semaphore held = null;
        @Nullable FileChannel opened = null;
        try {
            if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            held = turn;
            opened = FileChannel.open(
                    place.file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    PrivateFiles.ownerOnly());
            if (!locked(opened, deadline)) {
                return Optional.empty();
            }
            ProcessLock lock = new ProcessLock(turn, opened);
            held = null;
            opened = null;
            return Optional.of(lock);
        } catch (ClosedByInterruptException _) {
            Thread.interrupted();
            throw new InterruptedException();
        } finally {
            if (opened != null) {
                closeQuietly(opened);
            }
            if (held != null) {
                held.release();
            }
        }
    }

    /**
     * Waits as the system does it: who waits is woken when the lock is let go. That has no time limit; so the channel is closed
     * when the time is up.
     */
    private static boolean locked(FileChannel channel, long deadline) throws IOException, InterruptedException {
        if (channel.tryLock() != null) {
            return true;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        CompletableFuture<Void> closing = late.completeOnTimeout(true, left, TimeUnit.NANOSECONDS)
                .thenAccept(isLate -> {
                    if (isLate) {
                        closeQuietly(channel);
                    }
                });
        try {
            channel.lock();
        } catch (FileLockInterruptionException _) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (AsynchronousCloseException _) {
            return false;
        } catch (IOException e) {
            // The system sees a deadlock of processes (fcntl(2), EDEADLK) where their threads hold one lock and wait
            // for another.
            return late.complete(false) && polled(channel, deadline);
        } finally {
            late.complete(false);
            closing.join();
        }
        // Locked just as the time was up, it is about to be closed.
        return !late.join();
    }

    /** Asks again and again. */
    private static boolean polled(FileChannel channel, long deadline) throws IOException, InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
        return true;
    }

    /** One name for the file, by whatever link its directory was reached. */
    private static Path canonical(Path file) throws IOException {
        return PrivateFiles.directoryOf(file).toRealPath().resolve(file.getFileName());
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was written, and the lock ends with the channel even so.
            return;
        }
    }
}

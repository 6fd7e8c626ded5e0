package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A ledger that is written to. Any number of threads and processes may have the same one open: each append takes the lock
 * for itself, and what is appended at the same time is forced to the disk at once.
 *
 * <p>Every method refuses with {@link AccessException.LedgerRefused} if the ledger cannot be written or its end does not
 * verify. A refused append is not in the ledger, unless the disk failed so badly that its lines could not be taken back, or
 * another process had gone on from them before it failed; an acknowledged one always is. The signed checkpoint follows
 * shortly after, and at the latest with {@link #close()}.
 */
public final class Ledger implements AutoCloseable {
    /** When a segment has grown to this many bytes, the next entry starts a new one. */
    static final long SEGMENT_BYTES = 64L << 20;

    /** The one of this machine. Not a lambda: those make a program start slowly. */
    private record MonotonicClock() implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    private final LedgerFolder folder;
    private final SigningKey key;
    private final LedgerWriter writer;
    private final AppendQueue queue;

    private Ledger(LedgerFolder folder, SigningKey key, LedgerWriter writer) {
        this.folder = folder;
        this.key = key;
        this.writer = writer;
        queue = new AppendQueue(writer);
    }

    /**
     * Opens the ledger in {@code directory}, or creates it there. If an append was cut short, this recovers what it left.
     *
     * @param directory where the ledger's files lie; created if missing
     * @param clock gives the time of entries
     */
    public static Ledger open(Path directory, InstantSource clock) {
        return open(directory, clock, SEGMENT_BYTES);
    }

    static Ledger open(Path directory, InstantSource clock, long segmentBytes) {
        ClockWatch watch = new ClockWatch(clock.equals(InstantSource.system()) ? new MonotonicClock() : null);
        return open(directory, new EntryMaker(clock, watch), segmentBytes);
    }

    static Ledger open(Path directory, EntryMaker maker, long segmentBytes) {
        return open(directory, maker, segmentBytes, new OpenFile.Fsync());
    }

    static Ledger open(Path directory, EntryMaker maker, long segmentBytes, OpenFile.Forcing forcing) {
        LedgerFolder folder = new LedgerFolder(directory.toAbsolutePath());
        try {
            Disk.createFolder(folder.path());
            LedgerKeys.checkFolder(folder.path());
            if (!Files.isWritable(folder.path())) {
                throw new AccessDeniedException(folder.path().toString());
            }
            LedgerLock lock = new LedgerLock(folder);
            try (ProcessLock _ = lock.acquire()) {
                if (!Files.exists(folder.key(), LinkOption.NOFOLLOW_LINKS)) {
                    create(folder);
                }
                SigningKey key = LedgerKeys.read(folder);
                LedgerWriter writer = new LedgerWriter(folder, lock, key, segmentBytes, maker, forcing);
                writer.open();
                return new Ledger(folder, key, writer);
            }
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be opened", e);
        }
    }

    /** The signing key comes last: a ledger without one was never whole. */
    private static void create(LedgerFolder folder) throws IOException {
        Disk.createFolder(folder.entries());
        if (new Segments(folder.entries()).list().length > 0) {
            throw new AccessException.LedgerRefused("there are entries, but the ledger's signing key is missing")
                    .evidence("file", folder.key());
        }
        SigningKey.Pair pair = LedgerKeys.create();
        Checkpoint empty = new Checkpoint(pair.verifier().name(), 0, new MerkleTree().root());
        Disk.replace(folder.publicKey(), LedgerKeys.line(pair.verifier().format()));
        Disk.replace(
                folder.checkpoint(),
                SignedNote.sign(empty.format(), pair.signing()).format());
        Disk.force(folder.path());
        Disk.replace(folder.key(), LedgerKeys.line(pair.signing().format()));
        Disk.force(folder.path());
    }

    /** Appends one entry. It is durable when this returns. */
    public Appended append(Draft draft) {
        return append(List.of(draft)).getFirst();
    }

    /**
     * Appends entries as one batch: all of them are durable when this returns, and none is in the ledger when it refuses. Of a
     * batch that the end of the process cut short, the entries that were written whole are kept.
     */
    public List<Appended> append(List<Draft> drafts) {
        return drafts.isEmpty() ? List.of() : queue.append(drafts);
    }

    /** Makes a checkpoint now that covers all that was appended, so that readers see it at once. */
    public void seal() {
        try {
            writer.seal();
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be written", e);
        }
    }

    /** Who the ledger is: the origin of its checkpoints and the name of its key. */
    public String origin() {
        return key.name();
    }

    /**
     * Waits for appends that are on their way, and leaves a checkpoint that covers all that was appended. If that cannot be
     * written, this does not fail: the entries are durable, and who opens the ledger next makes one, or is refused.
     */
    @Override
    public void close() {
        queue.close();
        try {
            writer.close();
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be closed", e);
        }
    }
}

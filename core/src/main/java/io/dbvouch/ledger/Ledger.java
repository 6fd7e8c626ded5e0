package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is written to. Any number of threads and processes may have the same one open: each append takes the lock
 * for itself.
 *
 * <p>Every method refuses with {@link AccessException.LedgerRefused} if the ledger cannot be written or its end does not
 * verify. A refused append is not in the ledger, unless it failed so late (the last force of the folder) or the disk so
 * badly that its lines could not be taken back; an acknowledged one always is.
 */
public final class Ledger implements AutoCloseable {
    /** When a segment has grown to this many bytes, the next entry starts a new one. */
    static final long SEGMENT_BYTES = 64L << 20;

    private final LedgerFolder folder;
    private final InstantSource clock;
    private final long segmentBytes;
    private final SigningKey key;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Tail tail;
    private volatile boolean closed;

    private Ledger(LedgerFolder folder, InstantSource clock, long segmentBytes, SigningKey key) {
        this.folder = folder;
        this.clock = clock;
        this.segmentBytes = segmentBytes;
        this.key = key;
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
        LedgerFolder folder = new LedgerFolder(directory.toAbsolutePath());
        try {
            Disk.createFolder(folder.path());
            LedgerKeys.checkFolder(folder.path());
            try (ProcessLock _ = LedgerLock.acquire(folder.lock(), LedgerLock.LONGEST_WAIT)) {
                if (!Files.exists(folder.key(), LinkOption.NOFOLLOW_LINKS)) {
                    create(folder);
                }
                Ledger ledger = new Ledger(folder, clock, segmentBytes, LedgerKeys.read(folder));
                ledger.current();
                return ledger;
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
        Disk.replace(folder.key(), LedgerKeys.line(pair.signing().format()));
        Disk.force(folder.path());
    }

    /** Appends one entry. It is durable when this returns. */
    public Appended append(Draft draft) {
        return append(List.of(draft)).getFirst();
    }

    /** Appends entries as one batch: all of them are durable when this returns, or none is in the ledger. */
    public List<Appended> append(List<Draft> drafts) {
        if (closed) {
            throw new IllegalStateException("the ledger is closed");
        }
        if (drafts.isEmpty()) {
            return List.of();
        }
        try (ProcessLock _ = LedgerLock.acquire(folder.lock(), LedgerLock.LONGEST_WAIT)) {
            return append(current(), drafts);
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be written", e);
        }
    }

    private List<Appended> append(Tail from, List<Draft> drafts) throws IOException {
        List<Entry> entries = new ArrayList<>(drafts.size());
        Ulid previous = from.last == null ? null : from.last.id();
        for (Draft draft : drafts) {
            Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
            previous = Ulid.after(previous, time, random);
            Entry entry = Entry.of(from.size() + entries.size(), previous, time, draft);
            if (entry.line().length > Entry.LONGEST) {
                throw new AccessException.LedgerRefused("an entry is too long")
                        .evidence("event", draft.event())
                        .evidence("bytes", entry.line().length)
                        .evidence("most", Entry.LONGEST);
            }
            entries.add(entry);
        }
        // Not to be used any more, should the commit fail.
        tail = null;
        new Commit(folder, key, from, segmentBytes).run(entries);
        tail = from;
        List<Appended> appended = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            appended.add(new Appended(entry.index(), entry.id(), entry.time(), from.checkpoint));
        }
        return appended;
    }

    /** The verified end of the ledger, after recovery where an append was cut short. */
    private Tail current() throws IOException {
        if (tail != null && tail.isCurrent(folder, new Segments(folder.entries()))) {
            return tail;
        }
        tail = null;
        TailReader reader = new TailReader(folder, key);
        Tail read = reader.read();
        Recovery recovery = new Recovery(folder, read);
        Draft recovered = recovery.run(reader.rebuilt());
        List<Draft> drafts = new ArrayList<>();
        if (read.size() == 0) {
            drafts.add(created());
        }
        if (recovered != null) {
            drafts.add(recovered);
        }
        if (!drafts.isEmpty()) {
            append(read, drafts);
            recovery.reported();
        }
        tail = read;
        return read;
    }

    private Draft created() throws IOException {
        try {
            String vkey = LedgerVerifier.publicKey(folder).format();
            return new Draft("ledger.created", "{\"key\":\"" + vkey + "\"}");
        } catch (NoteException e) {
            throw Refusal.broken(folder.publicKey(), "the verifier key cannot be read")
                    .evidence("found", e.getMessage());
        }
    }

    /** Who the ledger is: the origin of its checkpoints and the name of its key. */
    public String origin() {
        return key.name();
    }

    /** Gives up what the ledger holds in memory. No file is open between appends. */
    @Override
    public void close() {
        closed = true;
    }
}

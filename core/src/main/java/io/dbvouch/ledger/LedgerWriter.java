package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import io.dbvouch.ProcessLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends batches to a ledger, from one verified end to the next. By one thread at a time. */
final class LedgerWriter implements AppendQueue.Appender, AutoCloseable {
    private final LedgerFolder folder;
    private final LedgerLock lock;
    private final SigningKey key;
    private final HeadKey headKey;
    private final long segmentBytes;
    private final EntryMaker maker;
    private final TailFiles files;
    private final Sealer sealer;
    private @Nullable Tail tail;
    private @Nullable Checkpoint acknowledged;

    LedgerWriter(
            LedgerFolder folder,
            LedgerLock lock,
            SigningKey key,
            long segmentBytes,
            EntryMaker maker,
            OpenFile.Forcing forcing) {
        this.folder = folder;
        this.lock = lock;
        this.key = key;
        this.segmentBytes = segmentBytes;
        this.maker = maker;
        headKey = key.headKey();
        files = new TailFiles(folder, forcing);
        sealer = new Sealer(folder, lock, key);
    }

    /** Finds and verifies the end of the ledger, and recovers what was cut short. Under the lock. */
    void open() throws IOException {
        try {
            tail = reread();
        } finally {
            if (tail == null) {
                files.close();
            }
        }
    }

    @Override
    public void append(List<AppendRequest> batch) {
        try {
            sealer.beforeAppend();
            Tail from;
            Commit commit;
            Tail before = tail;
            // Not to be used any more, should anything fail until the entries are durable.
            tail = null;
            if (before != null && !files.lookAhead(before, headKey)) {
                before = null;
            }
            try (ProcessLock _ = lock.acquire()) {
                from = current(before);
                maker.make(batch, from);
                if (maker.entries().isEmpty()) {
                    // Nothing was forced: what others wrote is not to be taken for durable.
                    tail = from;
                    return;
                }
                commit = new Commit(folder, headKey, from, files, segmentBytes);
                commit.write(maker.entries());
            }
            force(commit);
            tail = from;
            acknowledged = commit.state();
            maker.acknowledge(commit.state());
            sealer.add(from.takeGrowth(), commit.state());
        } catch (IOException e) {
            fail(batch, Refusal.io(folder.path(), "the ledger cannot be written", e));
        } catch (RuntimeException e) {
            fail(batch, e);
        }
    }

    private static void fail(List<AppendRequest> batch, RuntimeException why) {
        for (AppendRequest request : batch) {
            if (!request.isDone()) {
                request.fail(why);
            }
        }
    }

    private void force(Commit commit) throws IOException {
        try {
            commit.force();
        } catch (IOException e) {
            try (ProcessLock _ = lock.acquire()) {
                commit.takeBack(e);
            } catch (AccessException busy) {
                e.addSuppressed(busy);
            }
            throw e;
        }
    }

    private Tail current(@Nullable Tail held) throws IOException {
        return held != null && files.isCurrent(held, headKey) ? held : reread();
    }

    /** What is read from the disk is sealed when this returns, so that no opener leaves it to the next. */
    private Tail reread() throws IOException {
        tail = null;
        files.close();
        TailReader reader = new TailReader(folder, key, headKey, acknowledged);
        Tail read = reader.read();
        Recovery recovery = new Recovery(folder, read);
        recovery.look();
        checkAcknowledged(reader, read);
        Draft recovered = recovery.run(reader);
        if (read.size() > reader.sealed()) {
            forceUnsealed(reader);
            read.takeGrowth().write(folder);
        }
        files.open(read);
        List<Draft> drafts = new ArrayList<>();
        if (read.size() == 0) {
            drafts.add(created());
        }
        if (recovered != null) {
            drafts.add(recovered);
        }
        if (!drafts.isEmpty()) {
            Commit commit = new Commit(folder, headKey, read, files, segmentBytes);
            commit.write(maker.makeOwn(drafts, read));
            commit.force();
            recovery.reported();
        }
        if (read.size() > reader.sealed()) {
            read.sealed = Seal.prepare(folder, key, headKey, read.takeGrowth(), read.state())
                    .place();
        }
        return read;
    }

    /**
     * Makes what lies beyond the checkpoint durable: the process that wrote it may not have come to force it, or have failed
     * to. In the latter case the system takes the pages for clean (fsync(2) on Linux tells of a failure once), so they are
     * written anew.
     */
    private void forceUnsealed(TailReader reader) throws IOException {
        Segments segments = new Segments(folder.entries());
        for (long first : segments.list()) {
            if (first >= reader.sealedSegment()) {
                Disk.rewrite(segments.path(first), first == reader.sealedSegment() ? reader.sealedEnd() : 0);
            }
        }
        Disk.force(folder.entries());
    }

    /** What this process has acknowledged has to be there, whoever has meddled with it since. Before anything is written. */
    private void checkAcknowledged(TailReader reader, Tail read) throws IOException {
        if (acknowledged == null) {
            return;
        }
        long size = acknowledged.size();
        Segments segments = new Segments(folder.entries());
        if (read.size() < size) {
            throw Refusal.broken(segments.path(read.segment), "entry " + read.size() + " is missing")
                    .evidence("number", read.size())
                    .evidence("offset", read.end);
        }
        String problem = "the first " + size + " entries are not those that were appended";
        if (size > reader.sealed() && !read.hasPassedExpected()) {
            throw Refusal.broken(segments.path(reader.sealedSegment()), problem)
                    .evidence("number", reader.sealed())
                    .evidence("offset", reader.sealedEnd());
        }
        if (size <= reader.sealed()
                && !new TileTree(new Tiles(folder.tiles())).root(size).equals(acknowledged.root())) {
            if (LedgerVerifier.verify(folder.path()) instanceof Verdict.Broken broken) {
                throw Refusal.broken(broken);
            }
            // All of it fits together: somebody has signed it anew.
            throw Refusal.broken(folder.checkpoint(), problem);
        }
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

    /** Seals now what else would be sealed in a while. */
    void seal() throws IOException {
        sealer.seal();
    }

    /** Seals, and closes the files. */
    @Override
    public void close() throws IOException {
        sealer.close();
        files.close();
    }
}

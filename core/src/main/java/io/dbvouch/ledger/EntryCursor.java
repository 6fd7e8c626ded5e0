package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a ledger that moves on entry by entry. Memory does not grow with what is read. */
public final class EntryCursor implements AutoCloseable {
    private final LedgerFolder folder;
    private final @Nullable EntryWalk walk;
    private final long from;

    /** Passes over what {@code walk} finds before entry {@code from}. */
    EntryCursor(LedgerFolder folder, @Nullable EntryWalk walk, long from) {
        this.folder = folder;
        this.walk = walk;
        this.from = from;
    }

    static EntryCursor empty(LedgerFolder folder) {
        return new EntryCursor(folder, null, 0);
    }

    /**
     * The next entry, or none at the end.
     *
     * @throws AccessException.LedgerRefused if the entries do not go on as the checkpoint says, or cannot be read
     */
    public Optional<Entry> next() {
        if (walk == null) {
            return Optional.empty();
        }
        try {
            while (walk.next()) {
                if (walk.index() >= from) {
                    Entry entry = Entry.parse(walk.index(), walk.line().line());
                    if (entry == null) {
                        throw Refusal.broken(walk.path(), "line " + walk.index() + " is not an entry")
                                .evidence("offset", walk.line().offset());
                    }
                    return Optional.of(entry);
                }
            }
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
        if (walk.problem() != null) {
            throw Refusal.broken(walk.problem());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            if (walk != null) {
                walk.close();
            }
        } catch (IOException e) {
            throw Refusal.io(folder.path(), "the ledger cannot be read", e);
        }
    }
}

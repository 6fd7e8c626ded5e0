package io.dbvouch.ledger;

import io.dbvouch.AccessException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the entries of a batch out of drafts: their places, ids and times, and {@code clock.jumped} before a time that jumped. */
final class EntryMaker {
    private final InstantSource clock;
    private final ClockWatch watch;
    private final SecureRandom random = new SecureRandom();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private long next;
    private @Nullable Ulid lastId;
    private @Nullable Instant lastTime;

    /** Which entries a request came to. */
    private record Made(AppendRequest request, List<Entry> entries) {}

    EntryMaker(InstantSource clock, ClockWatch watch) {
        this.clock = clock;
        this.watch = watch;
    }

    /** Makes the entries that follow on {@code from}. A request that cannot be met fails, and is left out. */
    void make(List<AppendRequest> batch, Tail from) {
        start(from);
        for (AppendRequest request : batch) {
            int before = entries.size();
            try {
                made.add(new Made(request, all(request.drafts())));
            } catch (RuntimeException e) {
                entries.subList(before, entries.size()).clear();
                continueAfter(from);
                request.fail(e);
            }
        }
    }

    /** Makes the entries of the ledger's own drafts. */
    List<Entry> makeOwn(List<Draft> drafts, Tail from) {
        start(from);
        all(drafts);
        watch.recorded();
        return entries;
    }

    /** What was made, in order. */
    List<Entry> entries() {
        return entries;
    }

    /** The entries are durable, with this state. */
    void acknowledge(Checkpoint state) {
        for (Made each : made) {
            List<Appended> appended = new ArrayList<>(each.entries.size());
            for (Entry entry : each.entries) {
                appended.add(new Appended(entry.index(), entry.id(), entry.time(), state));
            }
            each.request.succeed(appended);
        }
        watch.recorded();
        made.clear();
        entries.clear();
    }

    private void start(Tail from) {
        made.clear();
        entries.clear();
        watch.begin();
        continueAfter(from);
    }

    private void continueAfter(Tail from) {
        next = from.size() + entries.size();
        if (!entries.isEmpty()) {
            lastId = entries.getLast().id();
            lastTime = entries.getLast().time();
        } else {
            lastId = from.last == null ? null : from.last.id();
            lastTime = from.last == null ? null : from.last.time();
        }
    }

    private List<Entry> all(List<Draft> drafts) {
        List<Entry> asked = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Draft jump = watch.shows(time, lastTime);
            if (jump != null) {
                add(jump, time);
            }
            asked.add(add(draft, time));
        }
        return asked;
    }

    private Entry add(Draft draft, Instant time) {
        Ulid id = Ulid.after(lastId, time, random);
        Entry entry = Entry.of(next, id, time, draft);
        if (entry.line().length > Entry.LONGEST) {
            throw new AccessException.LedgerRefused("an entry is too long")
                    .evidence("event", draft.event())
                    .evidence("bytes", entry.line().length)
                    .evidence("most", Entry.LONGEST);
        }
        next++;
        lastId = id;
        lastTime = time;
        entries.add(entry);
        return entry;
    }
}

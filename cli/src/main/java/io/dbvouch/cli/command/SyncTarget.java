package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.provision.Stamp;
import io.dbvouch.provision.SyncPlan;
import io.dbvouch.provision.SyncResult;
import io.dbvouch.provision.SyncSpec;
import io.dbvouch.provision.Syncer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One target that is brought in line with a list. One thread at a time works on it; any may look how far it is. */
final class SyncTarget {
    private final String name;
    private final SyncSpec wanted;
    private final List<SyncResult> results = new ArrayList<>();
    private @Nullable Helpdesk desk;
    private @Nullable Syncer syncer;
    private @Nullable Stamp stamp;
    private @Nullable SyncPlan plan;
    private @Nullable AccessException failure;
    private List<String> settled = List.of();
    private String state = "waiting";

    SyncTarget(String name, SyncSpec wanted) {
        this.name = name;
        this.wanted = wanted;
    }

    String name() {
        return name;
    }

    /** Looks what is to be done; a failure is kept. */
    void plan(Helpdesks desks, HelpdeskArguments arguments, int maxRemove, boolean dryRun) {
        state("looking");
        try {
            Helpdesk opened = desks.open(name, arguments);
            Stamp now = opened.stamp(wanted.source());
            Syncer by = new Syncer(opened.sql(), opened.cluster(), opened.log());
            synchronized (this) {
                desk = opened;
                stamp = now;
                syncer = by;
            }
            List<String> told = opened.settle(dryRun);
            synchronized (this) {
                settled = told;
            }
            SyncPlan found = by.plan(wanted, now);
            int leavers = found.removals().size();
            if (leavers > maxRemove) {
                throw new AccessException.Denied(leavers + " would be removed, which is more than " + maxRemove
                        + ": look at the list, or say --max-remove " + leavers);
            }
            synchronized (this) {
                plan = found;
                state = found.isEmpty() ? "nothing to do" : "planned";
            }
        } catch (AccessException e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(new AccessException.Failed("a defect of dbvouch: " + e, e));
        }
    }

    /**
     * Applies it; a failure is kept.
     *
     * @param first whether no other target of the same server was changed before
     */
    void apply(Helpdesks desks, boolean first) {
        SyncPlan approved = plan();
        if (approved == null || approved.isEmpty()) {
            return;
        }
        try {
            Syncer by = Objects.requireNonNull(syncer);
            Stamp now = Objects.requireNonNull(stamp);
            if (desks.stopped()) {
                throw new AccessException.Interrupted("interrupted before anything was begun");
            }
            SyncPlan current = first ? approved : by.rest(wanted, approved, now);
            synchronized (this) {
                plan = current;
            }
            by.apply(wanted, current, now, this::add, desks::stopped);
            state("done");
        } catch (AccessException e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(new AccessException.Failed("a defect of dbvouch: " + e, e));
        }
    }

    private synchronized void add(SyncResult result) {
        results.add(result);
        state = results.size() + " of " + size();
    }

    private synchronized void state(String now) {
        state = now;
    }

    private synchronized void failed(AccessException e) {
        failure = e;
        state = "failed: " + e.getMessage();
    }

    /** What is to be done; null where that is not known. */
    synchronized @Nullable SyncPlan plan() {
        return failure == null || !results.isEmpty() ? plan : null;
    }

    /** What is to be told of changes that an earlier run was cut off in. */
    synchronized List<String> settled() {
        return settled;
    }

    /** What came of it so far. */
    synchronized List<SyncResult> results() {
        return List.copyOf(results);
    }

    /** Why it ended before its time; null where it did not. */
    synchronized @Nullable AccessException failure() {
        return failure;
    }

    /** How many users it is about. */
    synchronized int size() {
        return plan == null ? 0 : plan.all().size();
    }

    /** How far it is, on one line. */
    synchronized String line() {
        return name + "  " + state;
    }

    /** What is left to do, in words. */
    synchronized List<String> left() {
        List<String> left = new ArrayList<>();
        if (plan != null) {
            left.addAll(plan.refused());
        }
        AccessException why = failure;
        String message = why == null ? "" : String.valueOf(why.getMessage());
        for (SyncResult result : results) {
            for (String each : result.remaining()) {
                if (!each.equals(message)) {
                    left.add(result.plan().user() + ": " + each);
                }
            }
        }
        if (why != null) {
            left.add(message);
        }
        return left;
    }

    /** Nothing went wrong with the session. */
    void done() {
        Helpdesk opened = desk;
        if (opened != null) {
            opened.done();
        }
    }
}

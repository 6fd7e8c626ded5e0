package io.dbvouch.ledger;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread's entries on their way into the ledger. */
final class AppendRequest {
    private enum State {
        WAITING,
        LEADING,
        DONE
    }

    private final List<Draft> drafts;
    private final Thread thread = Thread.currentThread();
    private volatile State state = State.WAITING;
    private List<Appended> appended = List.of();
    private @Nullable RuntimeException failure;

    AppendRequest(List<Draft> drafts) {
        this.drafts = List.copyOf(drafts);
    }

    List<Draft> drafts() {
        return drafts;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** The entries are durable. */
    void succeed(List<Appended> entries) {
        appended = entries;
        state = State.DONE;
    }

    /** None of the entries is to be taken for written. */
    void fail(RuntimeException why) {
        failure = why;
        state = State.DONE;
    }

    /** Makes its thread the one that appends. */
    void lead() {
        state = State.LEADING;
        wake();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits until it is done, or to lead: then this is true. An interrupt does not end the waiting, and stays set. */
    boolean awaitLead() {
        boolean interrupted = false;
        while (state == State.WAITING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return state == State.LEADING;
    }

    /** What came of it, once it is done. */
    List<Appended> result() {
        if (failure != null) {
            throw failure;
        }
        return appended;
    }
}

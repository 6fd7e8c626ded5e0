package io.dbvouch.cli.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The branches of {@code \if} that are open, innermost first. */
final class Conditions {
    private final Deque<Branch> branches = new ArrayDeque<>();

    /** What a branch is to the script. */
    enum State {
        /** It runs. */
        TRUE,
        /** It does not, and a later one may. */
        FALSE,
        /** It does not, and none will: one did, or all around it does not run. */
        IGNORED,
        /** It runs, and is the last one. */
        ELSE_TRUE,
        /** It does not run, and is the last one. */
        ELSE_FALSE
    }

    /** A branch, and what the query buffer held where it began: text of branches that do not run is cut off there. */
    static final class Branch {
        State state;
        int queryLength;
        int parentheses;

        Branch(State state) {
            this.state = state;
        }
    }

    boolean isEmpty() {
        return branches.isEmpty();
    }

    /** Whether what comes is run. */
    boolean active() {
        Branch top = branches.peek();
        return top == null || top.state == State.TRUE || top.state == State.ELSE_TRUE;
    }

    void push(State state) {
        branches.push(new Branch(state));
    }

    void pop() {
        branches.pop();
    }

    /** The innermost branch; null outside of any. */
    @Nullable
    Branch top() {
        return branches.peek();
    }
}

package io.dbvouch.cli.shell;

import java.util.function.BooleanSupplier;

/** A Ctrl-C that stops what runs: of a script, somebody has to say where that was. */
final class Interruption {
    private final BooleanSupplier seen;
    private boolean told;

    /**
     * None yet.
     *
     * @param seen whether there was one, or the program is told to end
     */
    Interruption(BooleanSupplier seen) {
        this.seen = seen;
    }

    boolean isSeen() {
        return seen.getAsBoolean();
    }

    /** What has been said, such as the server's error, names the place. */
    void isTold() {
        told = true;
    }

    /** A script stops behind its current line; where a statement was not cancelled, nobody knows yet. */
    void tell(Talk talk) {
        if (!told && talk.file() != null) {
            talk.error("canceled by user");
            told = true;
        }
    }

    /** It has done what it was for. */
    void over() {
        told = false;
    }
}

package io.dbvouch.access;

import java.io.Serial;

/** The server refused a statement; the session goes on. */
public final class StatementFailed extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient ServerWords said;

    StatementFailed(ServerWords said) {
        super(said.message());
        this.said = said;
    }

    /** The server's words. */
    public ServerWords said() {
        return said;
    }
}

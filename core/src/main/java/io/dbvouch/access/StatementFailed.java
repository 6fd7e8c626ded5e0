package io.dbvouch.access;

import java.io.Serial;
import org.postgresql.util.ServerErrorMessage;

/** The server refused a statement; the session goes on. */
public final class StatementFailed extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final ServerErrorMessage said;

    StatementFailed(ServerErrorMessage said, Throwable cause) {
        super(said.getMessage(), cause);
        this.said = said;
    }

    /** The server's words, field by field. */
    public ServerErrorMessage said() {
        return said;
    }
}

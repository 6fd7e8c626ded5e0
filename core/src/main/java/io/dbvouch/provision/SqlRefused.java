package io.dbvouch.provision;

import java.io.Serial;

/** The server refused a statement; the session goes on. */
public final class SqlRefused extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String message;
    private final String sqlState;

    /**
     * With the server's words.
     *
     * @param sqlState five characters, as of PostgreSQL's appendix A; empty where the server gave none
     */
    public SqlRefused(String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.message = message;
        this.sqlState = sqlState;
    }

    /** The SQLSTATE. */
    public String sqlState() {
        return sqlState;
    }

    @Override
    public String getMessage() {
        return message;
    }
}

package io.dbvouch.sandbox.cluster;

import java.io.IOException;
import java.io.Serial;

/** The other side does not speak the PostgreSQL protocol, or not as it should. */
final class ProtocolException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String sqlState;

    /**
     * @param sqlState what a PostgreSQL server would call it, such as {@code 08P01}
     * @param message what it would say
     */
    ProtocolException(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
    }

    String sqlState() {
        return sqlState;
    }

    Message toMessage() {
        return Message.fatal(sqlState, String.valueOf(getMessage()));
    }
}

package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.cli.process.ExitCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.net.SocketTimeoutException;

/** There is no connection any more in the middle of a script, which ends with that. It has been said. */
final class ConnectionLost extends RuntimeException {
    /** What a script ends with then (PostgreSQL, {@code EXIT_BADCONN} in {@code src/bin/psql/settings.h}). */
    private static final int EXIT_CODE = 2;

    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;

    ConnectionLost(AccessException.Unreachable loss) {
        super("the connection is lost", loss, false, false);
        exitCode = EXIT_CODE;
    }

    /** The script wanted another connection, which it cannot have. */
    private ConnectionLost(int exitCode) {
        super("there is no other connection", null, false, false);
        this.exitCode = exitCode;
    }

    /**
     * For what is not to go on in a database that it was not written for.
     *
     * @param script whether it is a script, and not a {@code -c}
     */
    static ConnectionLost noOther(boolean script, boolean onErrorStop) {
        return new ConnectionLost(!script ? ExitCode.FAILED : onErrorStop ? ExitCode.SQL_ERROR : EXIT_CODE);
    }

    /** What the program ends with. */
    int exitCode() {
        return exitCode;
    }

    /** In libpq's words, where it has any. */
    static void tell(Talk talk, AccessException.Unreachable loss) {
        talk.info(
                switch (loss.getCause()) {
                    case EOFException _ -> "SSL connection has been closed unexpectedly";
                    case SocketTimeoutException _ -> "SSL SYSCALL error: Connection timed out";
                    case IOException _ -> """
                        server closed the connection unexpectedly
                        \tThis probably means the server terminated abnormally
                        \tbefore or while processing the request.\
                        """;
                    case null, default -> String.valueOf(loss.getMessage());
                });
    }
}

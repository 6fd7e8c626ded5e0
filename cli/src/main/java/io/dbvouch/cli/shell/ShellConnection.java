package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;

/** The session that statements go to, and what comes in its place. */
final class ShellConnection {
    private final Shell shell;
    private final Shell.Reconnection reconnection;
    private SqlSession session;
    private boolean orphans;

    ShellConnection(Shell shell, SqlSession session, Shell.Reconnection reconnection) {
        this.shell = shell;
        this.session = session;
        this.reconnection = reconnection;
    }

    SqlSession session() {
        return session;
    }

    /** Who makes connections, and knows who it is that they are for. */
    Shell.Reconnection broker() {
        return reconnection;
    }

    /** Connects to another database of the same server. */
    void to(String database) {
        session = reconnection.to(database);
        shell.names.forget();
        shell.connected();
    }

    /** Something that is asked of the server. */
    interface Exchange {
        /** Asks it, and tells whether all went well. */
        boolean run() throws IOException;
    }

    /** Asks the server; false also where the connection is lost meanwhile, which is said. */
    boolean exchange(Exchange exchange) throws IOException {
        return exchange(exchange, false);
    }

    /**
     * As {@link #exchange(Exchange)}.
     *
     * @param beginning whether a transaction is to begin with it
     */
    boolean exchange(Exchange exchange, boolean beginning) throws IOException {
        try {
            return exchange.run();
        } catch (AccessException.Unreachable e) {
            lost(e, beginning);
            return false;
        }
    }

    /** Whether a transaction is gone with its connection, to which what is left of the input may have belonged. */
    boolean hasOrphans() {
        return orphans;
    }

    /** What is left of the input has been dropped. */
    void orphansDropped() {
        orphans = false;
    }

    /**
     * Tells that the connection is lost. Where somebody types, another one is made, in which nothing of the old one is left.
     *
     * @throws ConnectionLost where nobody does: a script is not to go on in the middle of what it has begun
     */
    private void lost(AccessException.Unreachable loss, boolean beginning) {
        if (reconnection.ending()) {
            throw new ConnectionLost(loss);
        }
        ConnectionLost.tell(shell.talk, loss);
        if (!shell.isTyped()) {
            shell.talk.error("connection to server was lost");
            throw new ConnectionLost(loss);
        }
        orphans = beginning || session.transactionStatus() != TransactionStatus.IDLE;
        shell.talk.plain("The connection to the server was lost. Attempting reset: ");
        try {
            session = reconnection.again();
            shell.talk.plain("Succeeded.\n");
            shell.connected();
        } catch (AccessException e) {
            shell.talk.plain("Failed.\n");
            shell.talk.failure(e);
        }
    }
}

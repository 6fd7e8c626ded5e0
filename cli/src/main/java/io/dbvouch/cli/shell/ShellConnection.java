package io.dbvouch.cli.shell;

import io.dbvouch.AccessException;
import io.dbvouch.access.TransactionStatus;
import io.dbvouch.cli.shell.session.SqlSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The session that statements go to, and what comes in its place. */
final class ShellConnection {
    private final Shell shell;
    private final Shell.Reconnection reconnection;
    private SqlSession session;
    private boolean open = true;
    private @Nullable String whyRestIsDropped;

    ShellConnection(Shell shell, SqlSession session, Shell.Reconnection reconnection) {
        this.shell = shell;
        this.session = session;
        this.reconnection = reconnection;
    }

    /** The session; where there is none at the moment, the last one. */
    SqlSession session() {
        return session;
    }

    /** Whether there is a connection, as far as anybody knows: one that was lost may not have been made again. */
    boolean isOpen() {
        return open;
    }

    /** Where the session is between statements; without a connection, no transaction is left. */
    TransactionStatus transactionStatus() {
        return open ? session.transactionStatus() : TransactionStatus.IDLE;
    }

    /** Who makes connections, and knows who it is that they are for. */
    Shell.Reconnection broker() {
        return reconnection;
    }

    /** Connects to another database of the same server. */
    void to(String database) {
        session = reconnection.to(database);
        open = true;
        shell.names.forget();
        shell.connected();
    }

    /** Something that is asked of the server. */
    interface Exchange {
        /** Asks it, and tells whether all went well. */
        boolean run() throws IOException;
    }

    /** Asks the server; false also where there is no connection to be had, or it is lost meanwhile, which is said. */
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
            return (open || reopens()) && exchange.run();
        } catch (AccessException.Unreachable e) {
            lost(e, beginning);
            return false;
        }
    }

    /**
     * Connects, as nothing has been sent in vain. Whoever has pressed Ctrl-C meanwhile does not want anything sent.
     *
     * @return whether something is to be sent now; if not, why has been said
     */
    private boolean reopens() {
        if (reconnection.ending()) {
            return false;
        }
        shell.talk.plain("There is no connection to the server. Attempting reset: ");
        reset();
        if (!open) {
            whyRestIsDropped = "there is no connection";
        }
        return open && !shell.stopped();
    }

    /** Whether nothing of what is left of the input is to be run. */
    boolean dropsRest() {
        return whyRestIsDropped != null;
    }

    /** What is left of the input is not to be run. */
    void dropRest(String why) {
        whyRestIsDropped = why;
    }

    /** What is left of the input is to be run all the same: it has no part in what was dropped. */
    void runsRest() {
        whyRestIsDropped = null;
    }

    /** Why what is left of the input is dropped, which is about to be done. */
    String takeWhyRestIsDropped() {
        String why = String.valueOf(whyRestIsDropped);
        whyRestIsDropped = null;
        return why;
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
        boolean orphans = beginning || session.transactionStatus() != TransactionStatus.IDLE;
        shell.talk.plain("The connection to the server was lost. Attempting reset: ");
        reset();
        if (orphans) {
            whyRestIsDropped = "the transaction that it belonged to is gone";
        } else if (!open) {
            whyRestIsDropped = "there is no connection";
        }
    }

    private void reset() {
        try {
            session = reconnection.again();
            open = true;
            shell.talk.plain("Succeeded.\n");
            shell.connected();
        } catch (AccessException e) {
            open = false;
            shell.talk.plain("Failed.\n");
            shell.talk.failure(e);
            shell.disconnected();
        }
    }
}

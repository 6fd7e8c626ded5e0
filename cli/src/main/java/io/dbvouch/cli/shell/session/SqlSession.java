package io.dbvouch.cli.shell.session;

import io.dbvouch.access.CopyReader;
import io.dbvouch.access.Notification;
import io.dbvouch.access.ServerWords;
import io.dbvouch.access.StatementResult;
import io.dbvouch.access.TransactionStatus;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session in a database.
 *
 * <p>{@link #cancel} may be called from any thread, everything else from one at a time. Where the connection is lost, calls
 * throw {@link io.dbvouch.AccessException.Unreachable}.
 */
public interface SqlSession {
    /** Takes what statements bring, in the order in which the server sends it. */
    interface Events extends CopyReader {
        /** A statement is done. The result is to be read before this returns. */
        void result(StatementResult result) throws IOException;

        /** Whether rows are wanted as soon as they come, also of a statement that may fail behind the first ones. */
        default boolean wantsFirstRows() {
            return false;
        }

        /** The server says something beside. */
        void notice(ServerWords notice) throws IOException;

        /** The server refuses a statement. Those after it in the same text are not run. */
        void error(ServerWords error) throws IOException;
    }

    /**
     * Sends a text as one message of the simple query protocol: several statements in it are one transaction, unless they say
     * otherwise.
     *
     * @throws io.dbvouch.AccessException.Failed where it cannot be done; the session goes on
     */
    void run(String sql, Events events) throws IOException;

    /** Sends something by the extended query protocol; otherwise as {@link #run(String, Events)}. */
    void run(ExtendedQuery query, Events events) throws IOException;

    /**
     * Asks what columns a statement would have, without running it.
     *
     * @return no columns where it would have none; null where the server refuses it, and {@link Events#error} has been called
     */
    @Nullable
    List<StatementResult.Column> describe(String sql, Events events) throws IOException;

    /**
     * Asks for something that the program wants to know, and nobody has typed: it is not on record, and not counted. What the
     * server refuses brings nothing.
     */
    void lookUp(String sql, Consumer<StatementResult> reader) throws IOException;

    /**
     * Does nothing in a session that may go on.
     *
     * @throws io.dbvouch.AccessException saying why it may not, such as that it has been open for too long
     */
    default void refuseWhenOver() {}

    /** Asks the server to stop the statement that runs. */
    void cancel();

    TransactionStatus transactionStatus();

    /** A setting that the server reports: {@code server_version}, {@code standard_conforming_strings}; null for others. */
    @Nullable
    String parameter(String name);

    /** What other sessions have told this one by {@code NOTIFY} since this was asked last. */
    List<Notification> notifications();

    /** Whom it is with. */
    Connected connected();
}
